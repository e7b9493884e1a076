import "fake-indexeddb/auto";
import { createStore, set } from "idb-keyval";
import { expect, test, vi } from "vitest";
import { changeOf } from "#app/(todos)/_outbox/command.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import type { Entry } from "#app/(todos)/_outbox/outbox.ts";
import { openStorage } from "#app/(todos)/_outbox/sending/storage.ts";
import { todoAt } from "../../todos.ts";

const entryOf = (order: number): Entry => ({
  command: makeCommand(changeOf(todoAt(order), { title: "New" }), "account", new Date()),
  standing: { status: "waiting" },
});

test("keeps the entries of each account apart, and in the order in which they were made", async () => {
  const [one, two] = [entryOf(1), entryOf(2)];
  const storage = openStorage("ann");
  await storage.put(two);
  await storage.put(one);
  await storage.put({ ...one, standing: { status: "gone" } });
  expect(await openStorage("ann").load()).toEqual([{ ...one, standing: { status: "gone" } }, two]);
  expect(await openStorage("bob").load()).toEqual([]);
  await storage.remove(one.command.id);
  expect([await storage.load(), storage.isLasting()]).toEqual([[two], true]);
});

test("leaves out what it can't read", async () => {
  const storage = openStorage("carol");
  await storage.put(entryOf(1));
  await set("0", { text: "of another version" }, createStore("tidy-outbox-1-carol", "entries"));
  expect(await storage.load()).toHaveLength(1);
});

test("without IndexedDB it keeps nothing, says so, and never fails", async () => {
  vi.stubGlobal("indexedDB", undefined);
  const storage = openStorage("dave");
  await storage.put(entryOf(1));
  expect([await storage.load(), storage.isLasting()]).toEqual([[], false]);
  vi.unstubAllGlobals();
});
