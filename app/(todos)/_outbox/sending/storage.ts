import { del, set, values } from "idb-keyval";
import { openCommandStore } from "#app/_client/device/command-store.ts";
import type { Entry } from "../outbox.ts";

/** Storage for the entries of an outbox that outlives the page. */
export interface EntryStorage {
  /** All entries, also those of other tabs. Empty where the browser stores nothing. */
  load(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
  /** Whether entries outlive the page: false once the browser has refused, e.g. in some private windows. */
  isLasting(): boolean;
}

/** Stores the entries of one account in IndexedDB. Never rejects: without it, entries live as long as the page. */
export function openStorage(account: string): EntryStorage {
  let isLasting = true;
  const attempt = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    try {
      return await work();
    } catch {
      isLasting = false;
      return otherwise;
    }
  };
  const store = openCommandStore(account);
  return {
    load: () => attempt(async () => (await values<unknown>(store)).filter(isEntry), []),
    put: (entry) => attempt(() => set(entry.command.id, entry, store), undefined),
    remove: (id) => attempt(() => del(id, store), undefined),
    isLasting: () => isLasting,
  };
}

function isEntry(value: unknown): value is Entry {
  return hasObject(value, "command") && hasObject(value, "standing");
}

function hasObject(value: unknown, key: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  const part: unknown = Reflect.get(value, key);
  return typeof part === "object" && part !== null;
}
