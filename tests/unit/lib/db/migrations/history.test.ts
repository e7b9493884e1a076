import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { checksumOf, matchesChecksum } from "#lib/db/migrations/files.ts";
import { compareHistory } from "#lib/db/migrations/history.ts";
import { migrationFolderName } from "#scripts/migrations/new-migration.ts";

const first = { name: "1_first", sql: "CREATE TABLE a ();\nCREATE TABLE b ();\n" };
const second = { name: "2_second", sql: "CREATE TABLE c ();\n" };
const applied = (file: { name: string; sql: string }) => ({
  name: file.name,
  checksum: checksumOf(file.sql),
  finished: true,
});

test("the checksum is the sha256 of the file", () => {
  expect(checksumOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("line endings don't count as an edit, in either direction", () => {
  const windows = first.sql.replaceAll("\n", "\r\n");
  expect(checksumOf(windows)).toBe(checksumOf(first.sql));
  expect(matchesChecksum(windows, checksumOf(first.sql))).toBe(true);
  const storedOnWindows = createHash("sha256").update(windows).digest("hex");
  expect(matchesChecksum(first.sql, storedOnWindows)).toBe(true);
  expect(matchesChecksum(first.sql, checksumOf(`${first.sql} `))).toBe(false);
});

test("what isn't recorded is pending, whatever its place in the order", () => {
  expect(compareHistory([first, second], [applied(second)])).toEqual({
    applied: ["2_second"],
    pending: ["1_first"],
    problems: [],
  });
});

test("an edited, a failed and an unknown migration are problems that say what to do", () => {
  const history = [
    { ...applied(first), checksum: checksumOf("something else") },
    { ...applied(second), finished: false },
    { name: "3_third", checksum: checksumOf(""), finished: true },
  ];
  const { problems, pending } = compareHistory([first, second], history);
  expect(problems.map(({ kind, migration }) => [kind, migration])).toEqual([
    ["edited", "1_first"],
    ["failed", "2_second"],
    ["unknown", "3_third"],
  ]);
  expect(problems[0]?.message).toContain("prisma/migrations/1_first/migration.sql was edited");
  expect(problems[1]?.message).toContain("migrate resolve --rolled-back 2_second");
  expect(problems[2]?.message).toContain("a newer Tidy has migrated it");
  expect(pending).toEqual([]);
});

test("a new migration's folder is named by the UTC time and the words of its name", () => {
  const now = new Date("2026-11-24T10:11:12.999Z");
  expect(migrationFolderName("Add todo-color!", now)).toBe("20261124101112_add_todo_color");
  expect(() => migrationFolderName(" –! ", now)).toThrow("no letters or digits");
});
