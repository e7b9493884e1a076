import { DomainError } from "#lib/errors.ts";
import type { AuthEnv } from "../auth-env.ts";

/** @throws {DomainError} `forbidden` where PASSWORD_SIGN_IN turns passwords off. */
export function refuseWithoutPasswords({ PASSWORD_SIGN_IN }: Pick<AuthEnv, "PASSWORD_SIGN_IN">): void {
  if (PASSWORD_SIGN_IN) return;
  throw new DomainError("forbidden", "There are no passwords here. People sign in with their account elsewhere.");
}
