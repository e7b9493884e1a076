import { describe, expect, it } from "vitest";
import { berlin, fileOf, fixture, now, read, todo } from "../todos.ts";

describe("a file with a todo on each line", () => {
  it("keeps a foreign due word, an impossible day, and keys of other programs in the title", async () => {
    expect((await read(fixture("due-word-in-title.todo.txt"))).todos).toMatchObject([
      { title: "ask Bob due:friday", dueOn: null, createdAt: "2026-11-26" },
    ]);
    const { todos, refused } = await read("Pay due:2026-02-30\nx 2026-02-30 Call rec:+1w h:1\n");
    expect(todos).toMatchObject([
      { title: "Pay due:2026-02-30", dueOn: null },
      { title: "2026-02-30 Call rec:+1w h:1", completedAt: "unknown" },
    ]);
    expect(refused).toEqual([]);
  });

  it("of todo.txt has the priority in front of the days, or behind the day of completion", async () => {
    const line = "(A) 2026-09-01 Call Ada +Harbour @phone due:2026-10-05\n";
    expect(fixture("priority-and-date.todo.txt").toString().trim()).toBe(line.trim());
    expect((await read(line)).todos).toMatchObject([
      { title: "(A) Call Ada +Harbour @phone", createdAt: "2026-09-01", dueOn: "2026-10-05" },
    ]);
    const back = { title: "(A) Call Ada +Harbour @phone", dueOn: "2026-10-05", createdAt: "2026-09-01T12:00:00.000Z" };
    expect(fileOf("todotxt", [todo(back)])).toBe(line);
    const done = { title: "(A) Call", completedAt: "2026-09-03", createdAt: "2026-09-01" };
    expect((await read(fixture("done-with-priority.todo.txt"))).todos).toMatchObject([done, done]);
    const completed = todo({ title: "(A) Call", completedAt: "2026-09-02T23:00:00.000Z" });
    expect(fileOf("todotxt", [completed], berlin)).toBe("x (A) 2026-09-03 2026-11-01 Call\n");
  });

  it.each([
    ["Buy milk", { title: "Buy milk", completedAt: null, createdAt: null, notes: null }],
    ["x 2026-11-20 2026-11-01 Done pin:true", { title: "Done", completedAt: "2026-11-20", pinned: true }],
    ["x 2026-11-20 Done", { completedAt: "2026-11-20", createdAt: null }],
    ["x Done some time", { title: "Done some time", completedAt: "unknown" }],
    ["xylophone lesson", { title: "xylophone lesson", completedAt: null }],
    ["2026-11-01 x marks the spot", { title: "x marks the spot", completedAt: null }],
    ["due:2026-12-01 Due first", { title: "Due first", dueOn: "2026-12-01" }],
  ])("reads %s", async (line, expected) => {
    expect((await read(line)).todos).toMatchObject([expected]);
  });

  it("of Markdown is a list with check boxes, whose headings are left out with a remark", async () => {
    const list = [
      ...["# Home", "", "- [ ] Buy milk due:2026-12-01", "- [x] Call mum", "  * [X] from work", "+ [] Bread", "---"],
      ...["1. [x] Eggs", "2) [ ] Ham", "- Salt", "- [ ]", "5. Mai: Party", "Plain", "x 2026-11-20 Done", "[x] Bare"],
    ];
    const { todos, ignored, refused } = await read(list.join("\r\n"));
    expect({ ignored, refused }).toEqual({ ignored: ["# Home", "---"], refused: [] });
    expect(todos.map(({ title, completedAt }) => [title, completedAt])).toEqual([
      ["Buy milk", null],
      ["Call mum", "unknown"],
      ["from work", "unknown"],
      ["Bread", null],
      ["Eggs", "unknown"],
      ["Ham", null],
      ["Salt", null],
      ["5. Mai: Party", null],
      ["Plain", null],
      ["Done", "2026-11-20"],
      ["Bare", "unknown"],
    ]);
    expect(todos[0]?.dueOn).toBe("2026-12-01");
    const note = await read("---\ntags: home\n---\n- [ ] Buy milk\n---\n- [ ] Bread\n");
    expect(note.todos).toMatchObject([{ title: "Buy milk" }, { title: "Bread" }]);
    expect(note.ignored).toEqual(["---", "tags: home"]);
  });

  it.each([
    ["---\n- [ ] a\n- [ ] b\n---\n- [ ] c\n", "a b c"],
    ["---\n# Today\n- [ ] a\n\n---\n# Tomorrow\n- [ ] b\n", "a b"],
    ["---\n- milk\n- eggs\n", "milk eggs"],
    ["---\nToday:\n  - [ ] a\n---\n- [ ] b\n", "Today: a b"],
    ["---\ntags:\n  - home\n\ndate: 2026-12-01\n---\n- a\n- b\n", "a b"],
    ["---\ntags: home\n...\n- [ ] a\n", "a"],
    ["<!-- my list -->\n- [ ] a\n<!-- more -->\n- [ ] b\n", "a b"],
  ])(
    "of Markdown has comments, and front matter only where keys of YAML stand between its ends: %j",
    async (content, titles) => {
      expect((await read(content)).todos.map(({ title }) => title).join(" ")).toBe(titles);
    },
  );

  it.each([
    ["- Milk\n* Bread\n", ["Milk", "Bread"]],
    ["-\tMilk\n-\tBread\n", ["Milk", "Bread"]],
    ["- Milk\nBread\n", ["- Milk", "Bread"]],
    ["- only one\n", ["- only one"]],
    ["5. Mai: Party\n6. Juni: Trip\n", ["5. Mai: Party", "6. Juni: Trip"]],
    ["# 1 priority\n-5 degrees\n", ["# 1 priority", "-5 degrees"]],
  ])("of a list has bullets, if each of several lines has one: %j", async (content, titles) => {
    expect((await read(content)).todos.map(({ title }) => title)).toEqual(titles);
  });

  it("of a long list has bullets, wherever the part that tells so is cut", async () => {
    for (const before of ["", "\n", "\n\n", "\n\n\n"]) {
      const { todos } = await read(before + "• milk\n".repeat(2000));
      expect(new Set(todos.map(({ title }) => title))).toEqual(new Set(["milk"]));
    }
  });

  it("of a list keeps a day in front of its words in the title, a future one, too", async () => {
    const { todos, refused } = await read("- 2026-12-01 call\n- 2026-11-20 met Bob\n- [x] 2026-11-20 paid\n", { now });
    expect(todos).toMatchObject([
      { title: "2026-12-01 call", createdAt: null },
      { title: "2026-11-20 met Bob", createdAt: null },
      { title: "2026-11-20 paid", createdAt: null, completedAt: "unknown" },
    ]);
    expect(refused).toEqual([]);
  });

  it("from the future is refused by line", async () => {
    const { refused } = await read("\nA\n\nx 2027-01-01 2026-11-01 B\n", { now });
    expect(refused).toEqual([{ line: 4, reason: "completedAt: must not lie in the future" }]);
  });
});
