import { beforeAll, describe, expect, test } from "vitest";
import { type ProjectFile, readProject } from "../project-files.ts";
import { importsOf } from "./import-graph.ts";
import { hiddenImports, misspelledImports } from "./spelling.ts";

let shipped: ProjectFile[];
beforeAll(async () => {
  shipped = (await readProject()).filter(({ path }) => !path.startsWith("tests/"));
});

describe("an import is spelled so that the linter sees where it leads", () => {
  test("here", () => {
    expect(misspelledImports(importsOf(shipped))).toEqual([]);
  });

  test("or is named", () => {
    const planted = [
      { path: "lib/tasks/definitions/a.ts", text: 'import "../define-task.ts";\nimport "../../engines/engine.ts";\n' },
      { path: "lib/tasks/a.ts", text: 'import "#lib/tasks/b.ts";\nimport "#lib/errors.ts";\n' },
      { path: "lib/errors.ts", text: 'import "./tasks/registry.ts";\n' },
      { path: "app/(todos)/_row/a.tsx", text: 'import "../_edits/a.ts";\nimport { b } from "../../tasks/b.tsx";\n' },
    ];
    expect(misspelledImports(importsOf(planted))).toEqual([
      "lib/tasks/definitions/a.ts: ../../engines/engine.ts",
      "lib/tasks/a.ts: #lib/tasks/b.ts",
      "lib/errors.ts: ./tasks/registry.ts",
      "app/(todos)/_row/a.tsx: ../../tasks/b.tsx",
    ]);
  });
});

describe("a type is imported at the top of its file", () => {
  test("here", () => expect(hiddenImports(shipped)).toEqual([]));

  test("or is named", () => {
    const text =
      'const lazy = import("./a.ts").then(use);\ntype A = typeof import("./a.ts");\nlet b: import("./b.ts").B;\n';
    expect(hiddenImports([{ path: "lib/a.ts", text }])).toEqual(["lib/a.ts:2", "lib/a.ts:3"]);
  });
});
