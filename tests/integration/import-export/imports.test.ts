import { describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { addOwner } from "#tests/support/people.ts";
import { importControl } from "./control.ts";
import { now, setUpImports } from "./set-up.ts";

const files = setUpImports();

describe("an import", () => {
  it("brings a day as the reader's day, tells what the next cleanups take, and keeps that on request", async () => {
    const owner = await addOwner(files.test.db);
    const zone = { timeZone: "America/New_York" };
    const preview = await files.stage(owner, "x 2024-09-03 2024-09-01 old\nx 2026-11-23 new\nopen\n", zone);
    expect(preview.completed).toEqual({ count: 2, expiringCount: 2, firstExpiry: addDays(now, 1).toISOString() });
    expect(preview.rows[0]).toMatchObject({ completedAt: "2024-09-03T16:00:00.000Z" });
    await files.todos.chooseForImport(owner, preview.id, { skipRefused: false, keepCompleted: true });
    await files.apply(preview.id);
    const kept = (await files.all(owner)).map(({ title, pinned, expiresAt }) => ({ title, pinned, expiresAt }));
    expect(kept).toEqual(
      expect.arrayContaining([
        { title: "old", pinned: true, expiresAt: null },
        { title: "new", pinned: true, expiresAt: null },
        { title: "open", pinned: false, expiresAt: null },
      ]),
    );
  });

  it("by a retention that changes meanwhile has the new one's expiry", async () => {
    const owner = await addOwner(files.test.db);
    const { id } = await files.stage(owner, "x 2026-11-23 2026-11-01 A\n");
    let isChanged = false;
    const onSave = async () => {
      if (!isChanged) await files.todos.changeRetention(owner, null, now);
      isChanged = true;
    };
    expect(await files.apply(id, importControl({ onSave }))).toMatchObject({ done: true });
    expect(await files.all(owner)).toMatchObject([{ expiresAt: null }]);
  });

  it("is previewed, and changes nothing until it is applied", async () => {
    const owner = await addOwner(files.test.db);
    await files.todos.create(owner, { title: "Milk" }, now);
    const content = "2026-11-24 Milk\nBread\n2026-11-20 Eggs due:2026-12-01\n";
    const preview = await files.stage(owner, content);
    expect(preview).toMatchObject({ newCount: 2, duplicateCount: 1 });
    const dated = content.replace("Bread\n", "");
    expect(await files.stage(owner, dated)).toEqual({
      ...{ id: expect.any(String), format: "todotxt", encoding: "utf-8", guess: null, ignored: [], date: null },
      ...{ newCount: 1, duplicateCount: 1, refusedCount: 0, refused: [], changedCount: 0, changed: [] },
      completed: { count: 0, expiringCount: 0, firstExpiry: null },
      rows: [
        { place: 2, title: "Eggs", notes: "", dueOn: "2026-12-01", completedAt: null, pinned: false, expiresAt: null },
      ],
    });
    expect(await files.all(owner)).toHaveLength(1);
  });

  it("with a refused line is applied only without that line", async () => {
    const owner = await addOwner(files.test.db);
    const preview = await files.stage(owner, "title,dueOn\nGood,\nBad,soon\n");
    expect(preview).toMatchObject({ newCount: 1, refusedCount: 1, refused: [{ line: 3 }] });
    await expect(files.apply(preview.id)).rejects.toBeInstanceOf(DomainError);
    expect(await files.all(owner)).toEqual([]);
    await files.todos.chooseForImport(owner, preview.id, { skipRefused: true, keepCompleted: false });
    const applied = { done: true, result: { importedCount: 1, duplicateCount: 0 } };
    expect(await files.apply(preview.id)).toEqual(applied);
    expect(await files.all(owner)).toMatchObject([{ title: "Good" }]);
  });

  it("lets old completed todos expire a day later, and pinned and open ones never", async () => {
    const owner = await addOwner(files.test.db);
    await files.bring(
      owner,
      "x 2020-01-01 2020-01-01 Old\nx 2020-01-01 2020-01-01 Kept pin:true\nOpen\nx 2026-11-23 New\n",
    );
    const expiry = new Map((await files.all(owner)).map(({ title, expiresAt }) => [title, expiresAt]));
    expect(expiry.get("Old")).toEqual(addDays(now, 1));
    expect(expiry.get("New")).toEqual(new Date("2026-11-30T12:00:00.000Z"));
    expect([expiry.get("Kept"), expiry.get("Open")]).toEqual([null, null]);
    const control = { ...importControl(), clockIsRight: true, save: async () => {} } as const;
    const cleaned = await files.todos.cleanUp({ runId: newId(now), asOf: now, now }, control);
    expect(cleaned).toMatchObject({ done: true, state: { deletedCount: 0 } });
  });

  it("never changes another owner's todo", async () => {
    const [victim, thief] = [await addOwner(files.test.db), await addOwner(files.test.db)];
    const mine = await files.todos.create(victim, { title: "Mine" }, now);
    const content = JSON.stringify([{ ...mine, title: "Stolen" }]);
    await files.bring(thief, content);
    expect(await files.all(victim)).toMatchObject([{ id: mine.id, title: "Mine" }]);
    const [stolen] = await files.all(thief);
    expect(stolen).toMatchObject({ title: "Stolen", ownerId: thief.id });
    expect(stolen?.id).not.toBe(mine.id);
  });

  it("of a todo that is in the trash adds it beside that", async () => {
    const owner = await addOwner(files.test.db);
    const { id } = await files.todos.create(owner, { title: "Again" }, now);
    const file = await files.exported(owner, "json");
    await files.todos.trash(owner, id, now);
    expect((await files.bring(owner, file)).result).toEqual({ importedCount: 1, duplicateCount: 0 });
    const [copy] = await files.all(owner);
    await files.todos.trash(owner, copy?.id ?? "", now);
    expect((await files.todos.listTrash(owner, { limit: 10 })).items).toHaveLength(2);
  });

  it("is applied once, however often it is called", async () => {
    const owner = await addOwner(files.test.db);
    const { id } = await files.stage(owner, "A\nB\n");
    const results = await Promise.all([files.apply(id), files.apply(id), files.apply(id)]);
    for (const each of results) {
      expect(each).toEqual({ done: true, result: { importedCount: 2, duplicateCount: 0 } });
    }
    expect(await files.all(owner)).toHaveLength(2);
    await expect(files.todos.discardImport(owner, id)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("adds no todo twice when the same file is imported twice at once", async () => {
    const owner = await addOwner(files.test.db);
    const staged = [];
    for (let n = 0; n < 2; n += 1) {
      const { id } = await files.stage(owner, "2026-11-01 A\n");
      await files.todos.setImportRun(owner, id, newId(now));
      staged.push(id);
    }
    await Promise.all(staged.map((id) => files.apply(id)));
    expect(await files.all(owner)).toHaveLength(1);
  });

  it("of many todos saves progress before it commits, and stops without a trace", async () => {
    const owner = await addOwner(files.test.db);
    const content = Array.from({ length: 4_000 }, (_, n) => `2026-11-01 Todo number ${n}`).join("\n");
    const { id } = await files.stage(owner, content);
    const stop = new AbortController();
    const seen: number[] = [];
    const stopping = importControl({
      signal: stop.signal,
      async onSave({ doneCount }) {
        seen.push(await files.test.db.todo.count({ where: { ownerId: owner.id } }));
        if (doneCount >= 3_000) stop.abort();
      },
    });
    expect(await files.apply(id, stopping)).toMatchObject({ done: false, reached: { doneCount: 3_000 } });
    expect(new Set(seen)).toEqual(new Set([0]));
    expect(await files.all(owner)).toEqual([]);
    expect(await files.apply(id)).toMatchObject({ done: true, result: { importedCount: 4_000 } });
    expect((await files.all(owner)).slice(0, 2).map(({ title }) => title)).toEqual(["Todo number 0", "Todo number 1"]);
  });

  it("that is canceled with its last todo leaves no trace either, nor does one that was canceled before", async () => {
    const owner = await addOwner(files.test.db);
    const { id } = await files.stage(owner, "A\nB\n");
    const stop = new AbortController();
    const stopping = importControl({ signal: stop.signal, onSave: async () => stop.abort() });
    expect(await files.apply(id, stopping)).toMatchObject({ done: false, reached: { doneCount: 2 } });
    expect(await files.all(owner)).toEqual([]);
    expect(await files.apply(id, stopping)).toMatchObject({ done: false, reached: { doneCount: 0 } });
    expect(await files.all(owner)).toEqual([]);
    expect(await files.apply(id)).toMatchObject({ done: true, result: { importedCount: 2 } });
  });

  it("belongs to its owner, who may discard it", async () => {
    const [ann, bob] = [await addOwner(files.test.db), await addOwner(files.test.db)];
    const { id } = await files.stage(ann, "A\n");
    await expect(files.todos.findImport(bob, id)).rejects.toMatchObject({ kind: "not-found" });
    await expect(files.todos.discardImport(bob, id)).rejects.toMatchObject({ kind: "not-found" });
    await files.todos.discardImport(ann, id);
    await expect(files.apply(id)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("is replaced by the next file, and deleted with the account", async () => {
    const owner = await addOwner(files.test.db);
    const first = await files.stage(owner, "A\n");
    await files.stage(owner, "B\n");
    await expect(files.todos.findImport(owner, first.id)).rejects.toMatchObject({ kind: "not-found" });
    await files.test.db.user.delete({ where: { id: owner.id } });
    const [left] = await files.test.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM todo_import WHERE owner_id = ${owner.id}::uuid`;
    expect(left?.count).toBe(0);
  });
});
