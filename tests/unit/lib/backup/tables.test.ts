import { expect, test } from "vitest";
import { copyStatement, inOrder } from "#lib/backup/tables.ts";

const table = (name: string) => ({ table: name, columns: ["id"] });

test("a table comes after those that it refers to", () => {
  const references = [
    { from: "chunk", to: "import" },
    { from: "import", to: "user" },
  ];
  const ordered = inOrder(["chunk", "import", "user"].map(table), references);
  expect(ordered.map((each) => each.table)).toEqual(["user", "import", "chunk"]);
});

test("tables that refer to each other are named", () => {
  const circle = [
    { from: "a", to: "b" },
    { from: "b", to: "a" },
  ];
  expect(() => inOrder(["a", "b", "c"].map(table), circle)).toThrow("a, b");
});

test("names are quoted", () => {
  expect(copyStatement({ table: "user", columns: ["id", "order"] }, "TO STDOUT")).toBe(
    'COPY public."user" ("id", "order") TO STDOUT',
  );
});
