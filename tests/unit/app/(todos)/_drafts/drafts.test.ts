import { describe, expect, it, vi } from "vitest";
import type { DraftStorage } from "#app/_client/device/draft-storage.ts";
import { isUnsaved, type NewDraft } from "#app/(todos)/_drafts/draft.ts";
import { openDrafts } from "#app/(todos)/_drafts/drafts.ts";
import { keepWords } from "#app/(todos)/_drafts/keep-words.ts";
import { changeOf, type Intent } from "#app/(todos)/_outbox/command.ts";
import { invert } from "#app/(todos)/_outbox/invert.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { todoAt } from "../todos.ts";

/** A browser with storage and tabs; `close` ends one. */
function browser() {
  const stored = new Map<string, object>();
  const storage: DraftStorage = {
    load: async () => [...stored.values()],
    put: async (key, draft) => void stored.set(key, structuredClone(draft)),
    remove: async (key) => void stored.delete(key),
    clear: async () => stored.clear(),
  };
  const alive = new Set<string>();
  const waiting: { readonly tab: string; readonly callback: () => Promise<void> }[] = [];
  const open = (own: string, outboxStored: () => Promise<unknown> = async () => undefined) => {
    alive.add(own);
    return openDrafts({
      storage,
      outboxStored,
      tabs: {
        own,
        whenGone: (tab, callback) => void (alive.has(tab) ? waiting.push({ tab, callback }) : callback()),
        leave() {},
      },
    });
  };
  const close = async (tab: string) => {
    alive.delete(tab);
    for (const each of waiting) if (each.tab === tab) await each.callback();
  };
  return { stored, open, close };
}

/** Lets everything go on that waits for nothing outside. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

const words = (text: string): NewDraft => ({ kind: "new", text });

describe("drafts", () => {
  it("are taken over from a tab that is gone, also when it goes later", async () => {
    const { open, close, stored } = browser();
    open("first").put(words("First"));
    const second = open("second");
    await second.load();
    expect(second.find("new", "")).toBeUndefined();
    await close("first");
    expect(second.find("new", "")).toEqual(words("First"));
    await vi.waitFor(() => expect([...stored.values()]).toEqual([{ tab: "second", draft: words("First") }]));
  });

  it("wait on the device while the tab that finds them has words of its own", async () => {
    const { open, close, stored } = browser();
    open("first").put(words("First"));
    await close("first");
    const second = open("second");
    second.put(words("Second"));
    await second.load();
    await settled();
    expect(second.find("new", "")).toEqual(words("Second"));
    expect(stored.size).toBe(2);
  });

  it("stay on the device until the outbox has what was saved, and longer where more is typed", async () => {
    const { open, stored } = browser();
    const outbox = Promise.withResolvers<void>();
    const drafts = open("tab", () => outbox.promise);
    const base = todoAt(1, { title: "Letter" });
    drafts.put({ kind: "title", base, text: "Letter to Ann" });
    drafts.put(words("More"));
    drafts.drop("title", base.id);
    drafts.drop("new", "");
    await settled();
    expect(drafts.find("title", base.id)).toBeUndefined();
    expect(stored.size).toBe(2);
    drafts.put(words("Even more"));
    outbox.resolve();
    await vi.waitFor(() => expect([...stored.values()]).toEqual([{ tab: "tab", draft: words("Even more") }]));
  });

  it("get the words that the server refused, where nothing else is typed", () => {
    const drafts = browser().open("tab");
    const base = todoAt(1);
    const refuse = (title: string, notes: string) =>
      keepWords(drafts, makeCommand(changeOf(base, { title, notes }), "account", new Date()));
    expect([refuse("Letter", "Dear Ann"), refuse("Parcel", "Dear Bob")]).toEqual([true, false]);
    expect(drafts.find("title", base.id)).toEqual({ kind: "title", base, text: "Letter" });
    expect(drafts.find("details", base.id)).toEqual({ kind: "details", base, notes: "Dear Ann", dueOn: "" });
  });

  it("get nothing of an undo, and the lines of a new todo with notes", () => {
    const drafts = browser().open("tab");
    const base = todoAt(1, { title: "Letter" });
    const make = (intent: Intent) => makeCommand(intent, "account", new Date());
    const undo = invert(make(changeOf(base, { title: "Parcel" })), base, 7);
    if (undo === null) throw new Error("An edit can be undone.");
    expect(keepWords(drafts, make(undo))).toBe(true);
    expect(drafts.all()).toEqual([]);
    keepWords(
      drafts,
      make({ kind: "create", todoIds: [], base: null, changes: { title: "Trip", notes: "tent\nmap" } }),
    );
    expect(drafts.all()).toEqual([{ kind: "new", text: "Trip tent map", lines: "Trip\ntent\nmap" }]);
  });

  it("hold no words that are as they were", async () => {
    const { open, stored } = browser();
    const drafts = open("tab");
    const base = todoAt(1, { title: "Letter" });
    drafts.put({ kind: "title", base, text: "Letters" });
    drafts.put({ kind: "title", base, text: "Letter" });
    expect(drafts.find("title", base.id)).toBeUndefined();
    await vi.waitFor(() => expect(stored.size).toBe(0));
  });
});

it("a draft is unsaved only where the todo shows something else", () => {
  const base = todoAt(1, { notes: "Old", dueOn: null });
  const draft = { kind: "details", base, notes: "New", dueOn: "" } as const;
  expect(isUnsaved(draft, base)).toBe(true);
  expect(isUnsaved(draft, { ...base, notes: "New" })).toBe(false);
  expect(isUnsaved({ ...draft, notes: null }, { ...base, notes: "Other" })).toBe(false);
  expect(isUnsaved({ ...draft, notes: null, dueOn: "2026-12-01" }, base)).toBe(true);
});
