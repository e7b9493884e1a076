import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import type { FileFormat } from "#lib/todo-service/import-export/formats.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";
import { importControl } from "./control.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");
let todos: TodoService;
let ann: Owner;

beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  ann = await addOwner(test.db);
});

const apply = (importId: string, control = importControl()) => todos.applyImport({ importId, now }, control);

async function bring(owner: Owner, content: string, format: FileFormat = "todotxt") {
  const preview = await todos.stageImport(owner, { format, content }, now);
  const { result } = await apply(preview.id);
  return { preview, result };
}

async function exported(owner: Owner, format: FileFormat): Promise<string> {
  let text = "";
  for await (const piece of todos.exportTodos(owner, format)) text += piece;
  return text;
}

const all = (owner: Owner) => test.db.todo.findMany({ where: { ownerId: owner.id }, orderBy: { id: "desc" } });

describe("a round trip", () => {
  it.each(["json", "csv"] as const)(
    "through %s into another account loses nothing and keeps the order",
    async (format) => {
      const [from, to] = [await addOwner(test.db), await addOwner(test.db)];
      for (let n = 0; n < 5; n += 1) {
        const made = { title: `"T${n}", =1`, notes: `line\n${n}`, dueOn: "2026-12-01", pinned: n === 2 };
        await todos.create(from, made, addDays(now, n - 20));
      }
      const [first] = await all(from);
      await todos.update(from, first?.id ?? "", { completed: true }, addDays(now, -2));
      await bring(to, await exported(from, format), format);
      const content = (rows: Awaited<ReturnType<typeof all>>) =>
        rows.map(({ title, notes, dueOn, completedAt, pinned, createdAt, expiresAt }) => ({
          ...{ title, notes, dueOn, completedAt, pinned, createdAt, expiresAt },
        }));
      expect(content(await all(to))).toEqual(content(await all(from)));
      const again = await bring(to, await exported(from, format), format);
      expect(again.preview).toMatchObject({ newCount: 0, duplicateCount: 5 });
      expect(again.result).toEqual({ importedCount: 0, duplicateCount: 5 });
    },
  );

  it("through todo.txt keeps the order of todos of the same day", async () => {
    const [from, to] = [await addOwner(test.db), await addOwner(test.db)];
    for (const title of ["C", "B", "A"]) await todos.create(from, { title }, now);
    await bring(to, await exported(from, "todotxt"));
    expect((await all(to)).map(({ title }) => title)).toEqual((await all(from)).map(({ title }) => title));
    expect((await bring(from, await exported(from, "todotxt"))).result?.importedCount).toBe(0);
  });

  it("leaves the trash out, and is streamed in pieces", async () => {
    const owner = await addOwner(test.db);
    const { id } = await todos.create(owner, { title: "Gone" }, now);
    await todos.trash(owner, id, now);
    const rows = Array.from({ length: 2_100 }, (_, n) => ({
      ...{ id: newId(now), ownerId: owner.id, title: `Todo ${n}`, createdAt: now, updatedAt: now },
    }));
    await test.db.todo.createMany({ data: rows });
    const pieces: string[] = [];
    for await (const piece of todos.exportTodos(owner, "todotxt")) pieces.push(piece);
    expect(pieces).toHaveLength(3);
    expect(pieces.join("").trim().split("\n")).toHaveLength(2_100);
    expect(pieces.join("")).not.toContain("Gone");
  });
});

describe("an import", () => {
  it("is previewed, and changes nothing until it is applied", async () => {
    const owner = await addOwner(test.db);
    await todos.create(owner, { title: "Milk" }, now);
    const content = "2026-11-24 Milk\nBread\n2026-11-20 Eggs due:2026-12-01\n";
    const preview = await todos.stageImport(owner, { format: "todotxt", content }, now);
    expect(preview).toMatchObject({ newCount: 2, duplicateCount: 1 });
    const dated = content.replace("Bread\n", "");
    expect(await todos.stageImport(owner, { format: "todotxt", content: dated }, now)).toEqual({
      ...{ id: expect.any(String), newCount: 1, duplicateCount: 1, refusedCount: 0, refused: [], sample: ["Eggs"] },
    });
    expect(await all(owner)).toHaveLength(1);
  });

  it("with a refused line can't be applied", async () => {
    const owner = await addOwner(test.db);
    const preview = await todos.stageImport(owner, { format: "todotxt", content: "Good\nBad due:soon\n" }, now);
    expect(preview).toMatchObject({ refusedCount: 1, refused: [{ line: 2 }] });
    await expect(apply(preview.id)).rejects.toBeInstanceOf(DomainError);
    expect(await all(owner)).toEqual([]);
  });

  it("lets old completed todos expire a day later, and pinned and open ones never", async () => {
    const owner = await addOwner(test.db);
    await bring(owner, "x 2020-01-01 2020-01-01 Old\nx 2020-01-01 2020-01-01 Kept pin:true\nOpen\nx 2026-11-23 New\n");
    const expiry = new Map((await all(owner)).map(({ title, expiresAt }) => [title, expiresAt]));
    expect(expiry.get("Old")).toEqual(addDays(now, 1));
    expect(expiry.get("New")).toEqual(new Date("2026-11-30T00:00:00.000Z"));
    expect([expiry.get("Kept"), expiry.get("Open")]).toEqual([null, null]);
    const { state } = await todos.cleanUp(
      { runId: newId(now), asOf: now, now },
      { ...importControl(), save: async () => {} },
    );
    expect(state.deletedCount).toBe(0);
  });

  it("never changes another owner's todo", async () => {
    const [victim, thief] = [await addOwner(test.db), await addOwner(test.db)];
    const mine = await todos.create(victim, { title: "Mine" }, now);
    const content = JSON.stringify([{ ...mine, title: "Stolen" }]);
    await bring(thief, content, "json");
    expect(await all(victim)).toMatchObject([{ id: mine.id, title: "Mine" }]);
    const [stolen] = await all(thief);
    expect(stolen).toMatchObject({ title: "Stolen", ownerId: thief.id });
    expect(stolen?.id).not.toBe(mine.id);
  });

  it("of a todo that is in the trash adds it beside that", async () => {
    const owner = await addOwner(test.db);
    const { id } = await todos.create(owner, { title: "Again" }, now);
    const file = await exported(owner, "json");
    await todos.trash(owner, id, now);
    expect((await bring(owner, file, "json")).result).toEqual({ importedCount: 1, duplicateCount: 0 });
    const [copy] = await all(owner);
    await todos.trash(owner, copy?.id ?? "", now);
    expect((await todos.listTrash(owner, { limit: 10 })).items).toHaveLength(2);
  });

  it("is applied once, however often it is called", async () => {
    const owner = await addOwner(test.db);
    const { id } = await todos.stageImport(owner, { format: "todotxt", content: "A\nB\n" }, now);
    const results = await Promise.all([apply(id), apply(id), apply(id)]);
    for (const { result } of results) expect(result).toEqual({ importedCount: 2, duplicateCount: 0 });
    expect(await all(owner)).toHaveLength(2);
    await expect(todos.discardImport(owner, id)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("adds no todo twice when the same file is imported twice at once", async () => {
    const owner = await addOwner(test.db);
    const staged = [];
    for (let n = 0; n < 2; n += 1) {
      const { id } = await todos.stageImport(owner, { format: "todotxt", content: "2026-11-01 A\n" }, now);
      await todos.setImportRun(owner, id, newId(now));
      staged.push(id);
    }
    await Promise.all(staged.map((id) => apply(id)));
    expect(await all(owner)).toHaveLength(1);
  });

  it("of 10,000 todos saves progress before it commits, and stops without a trace", async () => {
    const owner = await addOwner(test.db);
    const content = Array.from({ length: 10_000 }, (_, n) => `2026-11-01 Todo number ${n}`).join("\n");
    const { id } = await todos.stageImport(owner, { format: "todotxt", content }, now);
    const stop = new AbortController();
    const seen: number[] = [];
    const stopping = importControl({
      signal: stop.signal,
      async onSave({ doneCount }) {
        seen.push(await test.db.todo.count({ where: { ownerId: owner.id } }));
        if (doneCount >= 3_000) stop.abort();
      },
    });
    expect(await apply(id, stopping)).toMatchObject({ done: false, result: null, state: { doneCount: 3_000 } });
    expect(new Set(seen)).toEqual(new Set([0]));
    expect(await all(owner)).toEqual([]);
    expect(await apply(id)).toMatchObject({ done: true, result: { importedCount: 10_000 } });
    expect((await all(owner)).slice(0, 2).map(({ title }) => title)).toEqual(["Todo number 0", "Todo number 1"]);
  });

  it("that is canceled with its last todo leaves no trace either, nor does one that was canceled before", async () => {
    const owner = await addOwner(test.db);
    const { id } = await todos.stageImport(owner, { format: "todotxt", content: "A\nB\n" }, now);
    const stop = new AbortController();
    const stopping = importControl({ signal: stop.signal, onSave: async () => stop.abort() });
    expect(await apply(id, stopping)).toMatchObject({ done: false, result: null, state: { doneCount: 2 } });
    expect(await all(owner)).toEqual([]);
    expect(await apply(id, stopping)).toMatchObject({ done: false, result: null, state: { doneCount: 0 } });
    expect(await all(owner)).toEqual([]);
    expect(await apply(id)).toMatchObject({ done: true, result: { importedCount: 2 } });
  });

  it("belongs to its owner, who may discard it", async () => {
    const bob = await addOwner(test.db);
    const { id } = await todos.stageImport(ann, { format: "todotxt", content: "A\n" }, now);
    await expect(todos.findImport(bob, id)).rejects.toMatchObject({ kind: "not-found" });
    await expect(todos.discardImport(bob, id)).rejects.toMatchObject({ kind: "not-found" });
    await todos.discardImport(ann, id);
    await expect(apply(id)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("is replaced by the next file, and deleted with the account", async () => {
    const owner = await addOwner(test.db);
    const first = await todos.stageImport(owner, { format: "todotxt", content: "A\n" }, now);
    await todos.stageImport(owner, { format: "todotxt", content: "B\n" }, now);
    await expect(todos.findImport(owner, first.id)).rejects.toMatchObject({ kind: "not-found" });
    await test.db.user.delete({ where: { id: owner.id } });
    const [left] = await test.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM todo_import WHERE owner_id = ${owner.id}::uuid`;
    expect(left?.count).toBe(0);
  });
});
