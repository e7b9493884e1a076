import { describe, expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { berlin, fileOf, read, todo } from "../todos.ts";

describe("JSON", () => {
  it("accepts a plain list, and names the keys that it ignores", async () => {
    const { todos, ignored, format } = await read('[{ "title": " Buy milk ", "priority": 3, "id": 17 }]');
    expect({ todos, ignored, format }).toEqual({
      todos: [
        { id: null, title: "Buy milk", notes: null, dueOn: null, completedAt: null, pinned: false, createdAt: null },
      ],
      ignored: ["priority"],
      format: "json",
    });
  });

  it("leaves a byte order mark out", async () => {
    expect((await read('\uFEFF[{ "title": "Buy milk" }]')).todos).toMatchObject([{ title: "Buy milk" }]);
    expect((await read('\uFEFF"title","notes"\n"Buy milk","two"\n')).todos).toMatchObject([{ notes: "two" }]);
  });

  it("names the entries that can't be imported, with the reason", async () => {
    const { todos, refused } = await read(
      '[{ "title": "A" }, { "title": "" }, { "title": "B", "dueOn": "soon" }, 5, "C"]',
    );
    expect(todos).toHaveLength(1);
    expect(refused).toEqual([
      { line: 2, reason: "title: write what there is to do" },
      { line: 3, reason: "dueOn: use a date such as 2026-12-01" },
      { line: 4, reason: "must be an object" },
      { line: 5, reason: "must be an object" },
    ]);
  });

  it("replaces half a character, which the database refuses, and says so", async () => {
    const { todos, changes } = await read('[{ "title": "a\\ud83d" }]');
    expect(todos[0]?.title).toBe("a\ufffd");
    expect(changes).toEqual([expect.stringContaining("damaged")]);
  });

  it.each(["{", '{ "list": [] }', '[{"title":"A"},', '[{"title":"A"}] x', '{"app":"tidy","version":2,"todos":[]}'])(
    "refuses %s as a whole",
    async (content) => {
      await expect(read(content)).rejects.toBeInstanceOf(DomainError);
    },
  );

  it("of which each entry holds a list of its own is no list of todos", async () => {
    await expect(read('[{"title":"Home","steps":[{"title":"Fix tap"}]}]')).rejects.toThrow(/“steps”/);
  });
});

describe("CSV", () => {
  it("finds columns by name, in any order, with semicolons and a byte order mark", async () => {
    const { todos, ignored } = await read('\uFEFFPinned;Title;Color\nyes;A;red\n;"B; still B";\n');
    expect(todos).toMatchObject([
      { title: "A", pinned: true },
      { title: "B; still B", pinned: false },
    ]);
    expect(ignored).toEqual(["Color"]);
  });

  it("counts lines as an editor does, inside quotes too, and after a line that names the separator", async () => {
    const { refused } = await read('title,notes\r\nA,"one\r\ntwo\r\nthree"\r\n,nothing\r\n');
    expect(refused).toEqual([{ line: 5, reason: "title: write what there is to do" }]);
    expect((await read("sep=|\ntitle|notes\n|nothing\n")).refused).toMatchObject([{ line: 3 }]);
  });

  it("says what is missing where the file is no table of todos", async () => {
    await expect(read("name,notes\nA,B\n")).rejects.toThrow(/title/);
    await expect(read('title\n"A\n')).rejects.toThrow(/line 2 is never closed/);
    await expect(read('title,notes\r\nA,"1\r\n2"\r\n\r\nB,"C\r\nD')).rejects.toThrow(/line 5 is never closed/);
    await expect(read("title,Title\nA,B\n")).rejects.toThrow(/two columns/);
  });

  it("skips empty lines and rows of empty cells, whatever ends them, and counts them", async () => {
    const { todos, refused } = await read("\n\rtitle,notes\r\r\n,\n , \rA,\n,nothing\n,,,\n");
    expect(todos).toMatchObject([{ title: "A" }]);
    expect(refused).toEqual([{ line: 8, reason: "title: write what there is to do" }]);
  });

  it("takes shorter rows, refuses those that would lose a cell, and reads quotes within a cell as text", async () => {
    const { todos, refused } = await read('title,notes\nA\n5" disk,B,\nC,D,E\n');
    expect(todos).toMatchObject([
      { title: "A", notes: "" },
      { title: '5" disk', notes: "B" },
    ]);
    expect(refused).toEqual([{ line: 4, reason: expect.stringContaining("more cells than columns") }]);
  });

  it("with one column keeps the commas of its titles", async () => {
    expect((await read("title\nMilk, bread; eggs\n")).todos).toMatchObject([{ title: "Milk, bread; eggs" }]);
  });

  it("refuses more rows than it can read in time, empty ones too", async () => {
    const limits = { bytes: 1_000, todos: 10, rows: 20 };
    await expect(read(`title,notes\nA,\n${",\n".repeat(20)}`, { limits })).rejects.toThrow(/20 rows/);
  });

  it("guards formulas with an apostrophe and takes it off again", async () => {
    const content = fileOf("csv", [todo({ title: "=1+1", notes: "'=quoted" }), todo({ title: "a;=1" })]);
    expect(content).toContain(",'=1+1,''=quoted,");
    expect(content).toContain(`,"a;'=1",`);
    expect((await read(content)).todos).toMatchObject([{ title: "=1+1", notes: "'=quoted" }, { title: "a;=1" }]);
  });

  it("from a German Excel has semicolons, its dates and its truth", async () => {
    const { todos, date } = await read(
      "title;dueOn;completedAt;pinned\r\nA;01.12.2026;;WAHR\r\nB;;26.11.2026 08:30;FALSCH\r\n",
      berlin,
    );
    expect(todos).toMatchObject([
      { title: "A", dueOn: "2026-12-01", completedAt: null, pinned: true },
      { title: "B", dueOn: null, completedAt: "2026-11-26T07:30:00.000Z", pinned: false },
    ]);
    expect(date).toEqual({ given: "01.12.2026", read: "2026-12-01" });
  });

  it("whose dates are in two orders imports none of them swapped", async () => {
    const rows = "title,dueOn\nA,12/5/2026\nB,05/13/2026\n";
    await expect(read(rows, { languages: ["en-GB"] })).rejects.toThrow("“05/13/2026” has the month first");
    expect((await read(rows, { languages: ["en-US"] })).todos).toMatchObject([
      { dueOn: "2026-12-05" },
      { dueOn: "2026-05-13" },
    ]);
  });

  it("for Excel is marked, and separated as the language has it", () => {
    expect(fileOf("excel", [todo({ title: "A" })], { languages: ["de"] })).toMatch(/^\uFEFFid;title;/);
    expect(fileOf("excel", [todo({ title: "A" })], { languages: ["en-US"] })).toMatch(/^\uFEFFid,title,/);
  });
});

describe("a title of more than 200 characters", () => {
  const long = `${"word ".repeat(39)}abcdef😀 end`;

  it("goes on in the notes, from a word on, and that is said", async () => {
    const { todos, changes } = await read(JSON.stringify([{ title: long, notes: "more" }]));
    expect(todos).toMatchObject([{ title: "word ".repeat(39).trim(), notes: "abcdef😀 end\n\nmore" }]);
    expect(changes).toEqual(["the end of the long title goes to the notes"]);
  });

  it("without spaces is divided between characters", async () => {
    const family = "👨‍👩‍👧";
    const [divided] = (await read(`${"a".repeat(198)}${family}b`)).todos;
    expect(divided).toMatchObject({ title: "a".repeat(198), notes: `${family}b` });
  });
});

describe("a file that is too large", () => {
  it("is refused by size, by number and when empty", async () => {
    const limits = { bytes: 1_000, todos: 10, rows: 20 };
    await expect(read("x".repeat(1_001), { limits })).rejects.toThrow(/is larger than/);
    await expect(read("A\n".repeat(11), { limits })).rejects.toThrow(/more than 10 todos/);
    expect((await read("A\n".repeat(10), { limits })).todos).toHaveLength(10);
    await expect(read("title\n")).rejects.toThrow(/no todos/);
    await expect(read("\n")).rejects.toThrow(/no todos/);
  });

  it("leaves other requests their turn while it is read", async () => {
    const content = `title,notes\n${"Buy milk and bread,from the shop at the corner\n".repeat(10_000)}`;
    let turns = 0;
    const count = () => {
      turns += 1;
      turn = setImmediate(count);
    };
    let turn = setImmediate(count);
    await read(content, { format: "csv" });
    clearImmediate(turn);
    expect(turns).toBeGreaterThan(content.length / 10_000);
  });
});
