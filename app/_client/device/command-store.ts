import { clear, createStore, keys, type UseStore } from "idb-keyval";

/** Opens the store of an account's commands that the server doesn't have yet. */
export function openCommandStore(account: string): UseStore {
  // The number grows when earlier entries can no longer be read.
  return createStore(`tidy-outbox-1-${account}`, "entries");
}

/** Counts the changes of an account that the server doesn't have yet. 0 where the browser stores nothing. */
export async function countUnsaved(account: string): Promise<number> {
  return (await keys(openCommandStore(account)).catch(() => [])).length;
}

/** Deletes the changes of an account that is no more. */
export async function clearUnsaved(account: string): Promise<void> {
  await clear(openCommandStore(account)).catch(() => undefined);
}
