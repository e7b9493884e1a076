import { mutantsOf } from "../mutant.ts";

export const imports = [
  ...mutantsOf(
    "lib/todo-service/import-export/applying/apply-import.ts",
    ["tests/integration/import-export/imports.test.ts"],
    [
      [
        "inserts all of a canceled import",
        "if (control.signal.aborted) throw new Stopped();\n          await transaction",
        "await transaction",
      ],
      [
        "keeps an import that is canceled with its last todo",
        "if (control.signal.aborted) throw new Stopped();\n        return",
        "return",
      ],
    ],
  ),
  ...mutantsOf(
    "lib/todo-service/import-export/files/decode.ts",
    ["tests/unit/lib/todo-service/import-export/reading/read-file.test.ts"],
    [["keeps the byte order mark", `encoding: "utf-8", markBytes: 3`, `encoding: "utf-8", markBytes: 0`]],
  ),
  ...mutantsOf(
    "lib/imports/upload-limit.ts",
    ["tests/unit/lib/imports/upload-limit.test.ts"],
    [
      ["reads any number of files of an account", "if (readBytes.has(accountId)) {", "if (readBytes.has('')) {"],
      ["reads more than fits into memory", "if (taken + bytes > maxBytes) {", "if (taken > maxBytes) {"],
      ["reads nothing after a file that cannot be read", "readBytes.delete(accountId);", ""],
    ],
  ),
];
