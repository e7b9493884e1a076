import { pageAccount } from "../page-account.ts";
import { deviceStorage } from "./device-storage.ts";
import { openDraftStorage } from "./draft-storage.ts";

/** Forgets the list and the drafts that this browser keeps for the account of this page: it signs out. */
export async function forgetAccount(): Promise<void> {
  const account = pageAccount();
  if (account !== undefined) await openDraftStorage(account).clear();
  await deviceStorage.wipe();
}
