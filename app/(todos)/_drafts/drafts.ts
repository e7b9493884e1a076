import type { DraftStorage } from "#app/_client/device/draft-storage.ts";
import { type Draft, type DraftKind, type DraftOf, hasWords } from "./draft.ts";
import type { LivingTabs } from "./living-tabs.ts";

/** The unsaved input of a person in this tab: in memory, and on the device for when the page is gone. */
export interface Drafts {
  all(): readonly Draft[];
  /** @param todoId empty for the text of a new todo. */
  find<Kind extends DraftKind>(kind: Kind, todoId: string): DraftOf<Kind> | undefined;
  /** Takes over the drafts of tabs that are gone, except where this one has words of its own. */
  load(): Promise<void>;
  /** Keeps a draft, or drops it where nothing would be lost with it. */
  put(draft: Draft): void;
  /** Drops a draft that was saved, or isn't wanted any more. The device keeps a saved one until the outbox has it. */
  drop(kind: DraftKind, todoId: string): void;
  /** Whether a field shows the draft. */
  isOpen(kind: DraftKind, todoId: string): boolean;
  /** Says that a field shows the draft. @returns a function that says that it doesn't any more. */
  open(kind: DraftKind, todoId: string): () => void;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

export interface DraftsOptions {
  readonly storage: DraftStorage;
  readonly tabs: LivingTabs;
  /** Resolves once the device has stored all commands that were made so far. */
  readonly outboxStored: () => Promise<unknown>;
}

/** A draft on the device, with the tab that it belongs to: two tabs may hold different words for the same field. */
interface Kept {
  readonly tab: string;
  readonly draft: Draft;
}

/** Opens the drafts of an account in this tab. */
export function openDrafts({ storage, tabs, outboxStored }: DraftsOptions): Drafts {
  const drafts = new Map<string, Draft>();
  const open = new Set<string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  function put(draft: Draft): void {
    const place = placeOf(draft.kind, todoIdOf(draft));
    if (!hasWords(draft)) {
      drop(place);
      return;
    }
    drafts.set(place, draft);
    tell();
    const kept: Kept = { tab: tabs.own, draft };
    void storage.put(keyOf(tabs.own, place), kept);
  }

  function drop(place: string): void {
    if (!drafts.delete(place)) return;
    tell();
    void outboxStored().then(() => (drafts.has(place) ? undefined : storage.remove(keyOf(tabs.own, place))));
  }

  const keptDrafts = async () => (await storage.load()).filter(isKept);

  async function adopt(tab: string): Promise<void> {
    for (const kept of await keptDrafts()) {
      const place = placeOf(kept.draft.kind, todoIdOf(kept.draft));
      if (kept.tab !== tab || drafts.has(place)) continue;
      put(kept.draft);
      await storage.remove(keyOf(tab, place));
    }
  }

  return {
    async load() {
      const others = new Set((await keptDrafts()).map(({ tab }) => tab).filter((tab) => tab !== tabs.own));
      for (const tab of others) tabs.whenGone(tab, () => adopt(tab));
    },
    all: () => [...drafts.values()],
    find(kind, todoId) {
      const draft = drafts.get(placeOf(kind, todoId));
      return draft !== undefined && isOf(draft, kind) ? draft : undefined;
    },
    put,
    drop: (kind, todoId) => drop(placeOf(kind, todoId)),
    isOpen: (kind, todoId) => open.has(placeOf(kind, todoId)),
    open(kind, todoId) {
      const place = placeOf(kind, todoId);
      open.add(place);
      tell();
      return () => {
        open.delete(place);
        tell();
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: tabs.leave,
  };
}

const placeOf = (kind: DraftKind, todoId: string) => `${kind} ${todoId}`;
const todoIdOf = (draft: Draft) => (draft.kind === "new" ? "" : draft.base.id);
const keyOf = (tab: string, place: string) => `${tab} ${place}`;

function isOf<Kind extends DraftKind>(draft: Draft, kind: Kind): draft is DraftOf<Kind> {
  return draft.kind === kind;
}

function isKept(value: unknown): value is Kept {
  return typeof value === "object" && value !== null && "tab" in value && "draft" in value;
}
