import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFile } from "#lib/todo-service/import-export/parse-file.ts";
import { anyTodo, exported, fileOf, now } from "./todos.ts";

describe.each(["json", "csv"] as const)("%s", (format) => {
  it("gives back every todo as it was", () => {
    fc.assert(
      fc.property(fc.array(anyTodo, { minLength: 1, maxLength: 8 }), (todos) => {
        expect(parseFile(format, fileOf(format, todos), now)).toEqual({ todos: todos.map(exported), refused: [] });
      }),
    );
  });
});

describe("todo.txt", () => {
  /** Whether a title has no words with a meaning in the format. */
  const isPlain = (title: string) => !/(?:^|\s)(?:due|pin):\S/.test(title);
  const plainTodo = anyTodo
    .map((todo) => ({ ...todo, title: todo.title.replace(/\s+/g, " ").trim() }))
    .filter(({ title }) => title !== "" && isPlain(title));

  it("gives back titles and days, without notes, ids and times of day", () => {
    fc.assert(
      fc.property(fc.array(plainTodo, { minLength: 1, maxLength: 8 }), (todos) => {
        const expected = todos.map((todo) => ({
          ...exported(todo),
          id: null,
          notes: "",
          completedAt: todo.completedAt?.slice(0, 10) ?? null,
          createdAt: todo.createdAt.slice(0, 10),
        }));
        expect(parseFile("todotxt", fileOf("todotxt", todos), now)).toEqual({ todos: expected, refused: [] });
      }),
    );
  });
});

it("no cell of a CSV file starts a formula", () => {
  fc.assert(
    fc.property(anyTodo, (todo) => {
      const [, ...cells] = fileOf("csv", [todo])
        .slice("id,title,notes,dueOn,completedAt,pinned,createdAt,updatedAt\r\n".length)
        .matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,\r\n]*)/g);
      for (const [, cell = ""] of cells) expect(cell.replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});
