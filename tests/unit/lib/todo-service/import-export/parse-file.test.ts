import { describe, expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import type { FileFormat } from "#lib/todo-service/import-export/formats.ts";
import { parseFile } from "#lib/todo-service/import-export/parse-file.ts";
import { importMaxBytes } from "#lib/todo-service/limits.ts";
import { fileOf, now, todo } from "./todos.ts";

const read = (format: FileFormat, content: string) => parseFile(format, content, now);

describe("JSON", () => {
  it("accepts a plain list, and ignores unknown fields", () => {
    const { todos } = read("json", '[{ "title": " Buy milk ", "priority": 3, "id": 17 }]');
    expect(todos).toEqual([
      { id: null, title: "Buy milk", notes: "", dueOn: null, completedAt: null, pinned: false, createdAt: null },
    ]);
  });

  it("leaves a byte order mark out", () => {
    expect(read("json", '\uFEFF[{ "title": "Buy milk" }]').todos).toMatchObject([{ title: "Buy milk" }]);
  });

  it("names the entries that can't be imported, with the reason", () => {
    const { todos, refused } = read(
      "json",
      '[{ "title": "A" }, { "title": "" }, { "title": "B", "dueOn": "soon" }, 5]',
    );
    expect(todos).toHaveLength(1);
    expect(refused).toEqual([
      { line: 2, reason: "title: write what there is to do" },
      { line: 3, reason: "dueOn: use a date such as 2026-12-01" },
      { line: 4, reason: "must be an object" },
    ]);
  });

  it("replaces half a character, which the database refuses", () => {
    expect(read("json", '[{ "title": "a\\ud83d" }]').todos[0]?.title).toBe("a\ufffd");
  });

  it.each(["{", '{ "list": [] }', '"text"'])("refuses %s as a whole", (content) => {
    expect(() => read("json", content)).toThrow(DomainError);
  });
});

describe("CSV", () => {
  it("finds columns by name, in any order, with semicolons and a byte order mark", () => {
    const { todos } = read("csv", '\uFEFFPinned;Title;Color\nyes;A;red\n;"B; still B";\n');
    expect(todos).toMatchObject([
      { title: "A", pinned: true },
      { title: "B; still B", pinned: false },
    ]);
  });

  it("counts lines as an editor does, inside quotes too", () => {
    const { refused } = read("csv", 'title,notes\r\nA,"one\r\ntwo\r\nthree"\r\n,nothing\r\n');
    expect(refused).toEqual([{ line: 5, reason: "title: write what there is to do" }]);
  });

  it("says what is missing where the file is no table of todos", () => {
    expect(() => read("csv", "name,notes\nA,B\n")).toThrow(/title/);
    expect(() => read("csv", 'title\n"A\n')).toThrow(/line 2 is never closed/);
    expect(() => read("csv", 'title,notes\r\nA,"1\r\n2"\r\n\r\nB,"C\r\nD')).toThrow(/line 5 is never closed/);
  });

  it("skips empty lines and rows of empty cells, whatever ends them, and counts them", () => {
    const { todos, refused } = read("csv", "\n\rtitle,notes\r\r\n,\n , \rA,\n,nothing\n,,,\n");
    expect(todos).toMatchObject([{ title: "A" }]);
    expect(refused).toEqual([{ line: 8, reason: "title: write what there is to do" }]);
  });

  it("takes rows that are shorter or longer than the header, and quotes within a cell as text", () => {
    expect(read("csv", 'title,notes\nA\n5" disk,B,C\n').todos).toMatchObject([
      { title: "A", notes: "" },
      { title: '5" disk', notes: "B" },
    ]);
  });

  it("refuses more rows than it can read in time, empty ones too", () => {
    expect(read("csv", `title\nA\n${",\n".repeat(40_000)}`).todos).toHaveLength(1);
    expect(() => read("csv", `title\nA\n${",\n".repeat(60_000)}`)).toThrow(/50,000 rows/);
  });

  it("guards formulas with an apostrophe and takes it off again", () => {
    const content = fileOf("csv", [todo({ title: "=1+1", notes: "'=quoted" })]);
    expect(content).toContain(",'=1+1,''=quoted,");
    expect(read("csv", content).todos).toMatchObject([{ title: "=1+1", notes: "'=quoted" }]);
  });
});

describe("todo.txt", () => {
  it.each([
    ["Buy milk", { title: "Buy milk", completedAt: null, createdAt: null }],
    ["(A) 2026-11-01 Call +Home @phone due:2026-12-01", { title: "(A) Call +Home @phone", dueOn: "2026-12-01" }],
    ["x 2026-11-20 2026-11-01 Done pin:true", { title: "Done", completedAt: "2026-11-20", pinned: true }],
    ["x 2026-11-20 Done", { completedAt: "2026-11-20", createdAt: null }],
    ["x Done some time", { title: "Done some time", completedAt: "2026-11-24" }],
    ["xylophone lesson", { title: "xylophone lesson", completedAt: null }],
    ["2026-11-01 x marks the spot", { title: "x marks the spot", completedAt: null }],
    ["due:2026-12-01 Due first", { title: "Due first", dueOn: "2026-12-01" }],
  ])("reads %s", (line, expected) => {
    expect(read("todotxt", line).todos).toMatchObject([expected]);
  });

  it("refuses a day that isn't one, naming the line", () => {
    const { refused } = read("todotxt", "\nA due:2026-02-30\n\nx 2027-01-01 2026-11-01 B\n");
    expect(refused).toEqual([
      { line: 2, reason: "dueOn: use a date such as 2026-12-01" },
      { line: 4, reason: "completedAt: must not lie in the future" },
    ]);
  });
});

describe("a file that is too large", () => {
  it("is refused by size, by number and when empty", () => {
    expect(() => read("todotxt", "x".repeat(importMaxBytes + 1))).toThrow(/5 MB/);
    expect(() => read("todotxt", "A\n".repeat(10_001))).toThrow(/10,000/);
    expect(read("todotxt", "A\n".repeat(10_000)).todos).toHaveLength(10_000);
    expect(() => read("csv", "title\n")).toThrow(/no todos/);
    expect(() => read("csv", "\n")).toThrow(/no todos/);
  });
});
