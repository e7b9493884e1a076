import { clear, createStore, del, set, values } from "idb-keyval";

/**
 * Storage for an account's drafts that outlives the page. Never rejects. Where the browser stores nothing, drafts live
 * as long as the page.
 */
export interface DraftStorage {
  load(): Promise<readonly unknown[]>;
  put(key: string, draft: object): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** The drafts of one account in IndexedDB. Signing out clears them; another account never sees them. */
export function openDraftStorage(account: string): DraftStorage {
  // The number grows when earlier drafts can no longer be read.
  const store = createStore(`tidy-drafts-1-${account}`, "drafts");
  const attempt = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> =>
    await work().catch(() => otherwise);
  return {
    load: () => attempt(() => values<unknown>(store), []),
    put: (key, draft) => attempt(() => set(key, draft, store), undefined),
    remove: (key) => attempt(() => del(key, store), undefined),
    clear: () => attempt(() => clear(store), undefined),
  };
}
