import { clear, createStore, del, get, set, values } from "idb-keyval";

/** The cache of the page that opens without a network (public/service-worker.js). It is there while a list is kept. */
export const offlineCache = "offline-list";

/** Values of one account, stored in the browser while it is signed in. Stores nothing where IndexedDB refuses. */
export const deviceStorage = {
  read: (key: string) => attempt<unknown>(() => get(key, openStore())),
  readAll: async () => (await attempt<unknown[]>(() => values(openStore()))) ?? [],
  write: (key: string, value: object) => attempt(() => set(key, value, openStore())),
  remove: (key: string) => attempt(() => del(key, openStore())),
  /** Forgets everything, so that the next person at this browser finds nothing. */
  async wipe(): Promise<void> {
    await attempt(() => clear(openStore()));
    await attempt(() => caches.delete(offlineCache));
  },
};

let store: ReturnType<typeof createStore> | undefined;

/** The number grows when earlier values can no longer be read. */
function openStore() {
  store ??= createStore("tidy-device-1", "values");
  return store;
}

async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
