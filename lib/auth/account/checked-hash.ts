import { AsyncLocalStorage } from "node:async_hooks";
import { APIError } from "better-auth";
import type { Database } from "#lib/db/client.ts";

/** A password that was right, and the stored hash that it was checked by. */
interface CheckedPassword {
  readonly hash: string;
  readonly password: string;
}

const current = new AsyncLocalStorage<{ checked: CheckedPassword | null }>();

/** Answers a request that may sign somebody in by a password. */
export function noticingPassword<Result>(answer: () => Promise<Result>): Promise<Result> {
  return current.run({ checked: null }, answer);
}

/** Notes a password that is right. */
export function noteChecked(checked: CheckedPassword): void {
  const request = current.getStore();
  if (request !== undefined) request.checked = checked;
}

/**
 * Ends a new session whose password was changed while it was being checked, which takes 100 to 200 ms. The lock waits
 * for a change that is under way. A later one finds this session and ends it.
 * @throws {APIError} as for a wrong password
 */
export async function refuseChangedPassword(
  database: Database,
  { verify }: { verify(checked: CheckedPassword): Promise<boolean> },
  session: { readonly id: string; readonly userId: string },
): Promise<void> {
  const checked = current.getStore()?.checked ?? null;
  if (checked === null) return;
  const [account] = await database.$queryRaw<{ password: string | null }[]>`
    SELECT password FROM account WHERE user_id = ${session.userId}::uuid AND provider_id = 'credential' FOR SHARE`;
  const hash = account?.password ?? null;
  if (hash === checked.hash) return;
  // Another sign-in may have hashed the same password anew.
  if (hash !== null && (await verify({ hash, password: checked.password }))) return;
  await database.session.deleteMany({ where: { id: session.id } });
  throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
}
