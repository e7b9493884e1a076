import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExportFormat } from "#lib/todo-service/import-export/formats.ts";
import { anyTodo, exported, fileOf, read, todo } from "../todos.ts";

const some = fc.array(anyTodo, { minLength: 1, maxLength: 8 });

describe.each<[ExportFormat, string]>([
  ["json", "en"],
  ["csv", "de"],
  ["excel", "de"],
  ["excel", "en-US"],
])("%s in %s", (format, language) => {
  it("gives back every todo as it was", async () => {
    const reader = { timeZone: "Europe/Berlin", languages: [language] };
    await fc.assert(
      fc.asyncProperty(some, async (todos) => {
        const { todos: back, refused } = await read(fileOf(format, todos, reader), reader);
        expect(back).toEqual(todos.map(exported));
        expect(refused).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("todo.txt", () => {
  it("gives back titles and days, without notes, ids and times of day", async () => {
    await fc.assert(
      fc.asyncProperty(some, async (todos) => {
        const expected = todos.map((todo) => ({
          ...exported(todo),
          id: null,
          title: todo.title.replace(/[\r\n]+/g, " "),
          notes: null,
          completedAt: todo.completedAt?.slice(0, 10) ?? null,
          createdAt: todo.createdAt.slice(0, 10),
        }));
        expect((await read(fileOf("todotxt", todos))).todos).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

it.each(["a,b,c", "a\tb", "a,title", "- [x] a", "title: a"])("todo.txt gives %j back", async (title) => {
  const lines = fileOf("todotxt", [todo({ title }), todo({ title, completedAt: "2026-11-02T08:30:00.000Z" })]);
  expect((await read(lines)).todos.map((each) => each.title)).toEqual([title, title]);
});

it("no cell of a CSV file starts a formula, in a spreadsheet that separates by semicolons neither", () => {
  fc.assert(
    fc.property(anyTodo, fc.constantFrom<ExportFormat>("csv", "excel"), (todo, format) => {
      const [, ...cells] = fileOf(format, [todo])
        .slice(fileOf(format, []).length)
        .matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,\r\n]*)/g);
      for (const [, cell = ""] of cells) {
        for (const part of cell.split(";")) expect(part.replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r\n]/);
      }
    }),
  );
});
