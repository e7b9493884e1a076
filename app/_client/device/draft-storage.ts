import { clear, createStore, del, set, values } from "idb-keyval";

/** Where an account's drafts outlive the page. Never rejects: where the browser stores nothing, they live as long. */
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
