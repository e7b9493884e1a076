import { describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { addOwner } from "#tests/support/people.ts";
import { fixture, now, setUpImports } from "./set-up.ts";

const files = setUpImports();

describe("a round trip", () => {
  it.each(["json", "csv"] as const)(
    "through %s into another account loses nothing and keeps the order",
    async (format) => {
      const [from, to] = [await addOwner(files.test.db), await addOwner(files.test.db)];
      for (let n = 0; n < 5; n += 1) {
        const made = { title: `"T${n}", =1`, notes: `line\n${n}`, dueOn: "2026-12-01", pinned: n === 2 };
        await files.todos.create(from, made, addDays(now, n - 20));
      }
      const [first] = await files.all(from);
      await files.todos.update(from, first?.id ?? "", { completed: true }, addDays(now, -2));
      await files.bring(to, await files.exported(from, format));
      const content = (rows: Awaited<ReturnType<typeof files.all>>) =>
        rows.map(({ title, notes, dueOn, completedAt, pinned, createdAt, expiresAt }) => ({
          ...{ title, notes, dueOn, completedAt, pinned, createdAt, expiresAt },
        }));
      expect(content(await files.all(to))).toEqual(content(await files.all(from)));
      const again = await files.bring(to, await files.exported(from, format));
      expect(again.preview).toMatchObject({ newCount: 0, duplicateCount: 5 });
      expect(again.result).toEqual({ importedCount: 0, duplicateCount: 5 });
    },
  );

  it("through todo.txt keeps the order of todos of the same day", async () => {
    const [from, to] = [await addOwner(files.test.db), await addOwner(files.test.db)];
    for (const title of ["C", "B", "A"]) await files.todos.create(from, { title }, now);
    await files.bring(to, await files.exported(from, "todotxt"));
    expect((await files.all(to)).map(({ title }) => title)).toEqual((await files.all(from)).map(({ title }) => title));
    expect((await files.bring(from, await files.exported(from, "todotxt"))).result?.importedCount).toBe(0);
  });

  it("leaves the trash out, and is streamed in pieces", async () => {
    const owner = await addOwner(files.test.db);
    const { id } = await files.todos.create(owner, { title: "Gone" }, now);
    await files.todos.trash(owner, id, now);
    const rows = Array.from({ length: 2_100 }, (_, n) => ({
      ...{ id: newId(now), ownerId: owner.id, title: `Todo ${n}`, createdAt: now, updatedAt: now },
    }));
    await files.test.db.todo.createMany({ data: rows });
    const pieces: string[] = [];
    for await (const piece of files.todos.exportTodos(owner, "todotxt", { timeZone: "UTC", languages: [] }))
      pieces.push(piece);
    expect(pieces).toHaveLength(3);
    expect(pieces.join("").trim().split("\n")).toHaveLength(2_100);
    expect(pieces.join("")).not.toContain("Gone");
  });
});

describe("importing one's own export changes nothing", () => {
  it.each(["json", "csv", "todotxt"] as const)("of %s, a day later and from another zone", async (format) => {
    const owner = await addOwner(files.test.db);
    for (const [title, at] of [
      ["ask Bob due:friday", "2026-11-20T23:30:00Z"],
      ["(A) Call", "2026-11-20T03:00:00Z"],
    ] as const) {
      const { id } = await files.todos.create(owner, { title, notes: "some" }, new Date(at));
      if (title === "(A) Call")
        await files.todos.update(owner, id, { completed: true }, new Date("2026-11-21T23:59:00Z"));
    }
    const file = await files.exported(owner, format, { timeZone: "Pacific/Kiritimati", languages: ["en"] });
    for (const timeZone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      const preview = await files.stage(owner, file, { timeZone }, addDays(now, 1));
      expect(preview).toMatchObject({ newCount: 0, duplicateCount: 2, refusedCount: 0 });
    }
  });

  it("of a file without days of completion, on two days", async () => {
    const owner = await addOwner(files.test.db);
    await files.bring(owner, "x Call Ada\n");
    expect(await files.all(owner)).toMatchObject([{ title: "Call Ada", completedAt: now }]);
    expect(await files.stage(owner, "x Call Ada\n", {}, addDays(now, 1))).toMatchObject({
      newCount: 0,
      duplicateCount: 1,
    });
  });
});

describe("a todo of a file is known", () => {
  it("by its notes too, and one of two with the same id does not hide the other", async () => {
    const owner = await addOwner(files.test.db);
    await files.todos.create(owner, { title: "Call", notes: "dentist" }, now);
    await files.bring(owner, fixture("same-title-other-notes.csv"));
    expect((await files.all(owner)).map(({ notes }) => notes)).toContain("plumber about the leak");
    expect((await files.bring(owner, fixture("same-id-twice.json"))).result).toEqual({
      importedCount: 2,
      duplicateCount: 0,
    });
  });

  it("whatever its white space, in the database as in the program", async () => {
    const owner = await addOwner(files.test.db);
    await files.bring(owner, fixture("nbsp-title.csv"));
    const again = [fixture("nbsp-title.csv"), "title\nAcheter\u202f:\u2007pain\ufeff\n", "title\nAcheter : pain\n"];
    for (const file of again) expect(await files.stage(owner, file)).toMatchObject({ newCount: 0, duplicateCount: 1 });
  });
});
