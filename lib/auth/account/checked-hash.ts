import { AsyncLocalStorage } from "node:async_hooks";
import { APIError } from "better-auth";
import type { Database } from "#lib/db/client.ts";

interface CheckedPassword {
  hash: string | null;
}

const current = new AsyncLocalStorage<CheckedPassword>();

/** Answers a request that may sign somebody in by a password. */
export function noticingPassword<Result>(answer: () => Promise<Result>): Promise<Result> {
  return current.run({ hash: null }, answer);
}

/** Notes the stored hash of a right password, as it is by now. */
export function noteCheckedHash(hash: string): void {
  const checked = current.getStore();
  if (checked !== undefined) checked.hash = hash;
}

/**
 * Ends a new session whose password was changed while it was being checked, which takes 100 to 200 ms. The lock waits
 * for a change that is under way. A later one finds this session and ends it.
 * @throws {APIError} as for a wrong password
 */
export async function refuseChangedPassword(
  database: Database,
  session: { readonly id: string; readonly userId: string },
): Promise<void> {
  const checked = current.getStore()?.hash ?? null;
  if (checked === null) return;
  const [account] = await database.$queryRaw<{ password: string | null }[]>`
    SELECT password FROM account WHERE user_id = ${session.userId}::uuid AND provider_id = 'credential' FOR SHARE`;
  if (account?.password === checked) return;
  await database.session.deleteMany({ where: { id: session.id } });
  throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
}
