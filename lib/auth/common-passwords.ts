import { DomainError } from "#lib/errors.ts";
import { lazy } from "#lib/lazy.ts";
import { commonPasswordMessage } from "./account/password-schemas.ts";

/**
 * Whether a password is among the tens of thousands that are tried first, or made of this product's words alone. Upper
 * and lower case make no difference.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  if (ofProductWords.test(password)) return true;
  return (await commonPasswords()).has(password.toLowerCase());
}

/** Words that an attacker tries first on a todo list. docs/security.md lists them. */
const productWords = "tidy|todos?|tasks?|list|admin|password|welcome|login";

/** These words, with digits and signs around them. */
const ofProductWords = new RegExp(`^[^\\p{L}]*(?:(?:${productWords})[^\\p{L}]*)+$`, "iu");

/**
 * Refuses a common password for a field.
 * @throws {DomainError} `invalid`.
 */
export async function refuseCommonPassword(password: string, field: string): Promise<void> {
  if (!(await isCommonPassword(password))) return;
  throw new DomainError("invalid", commonPasswordMessage, { fields: [{ field, message: commonPasswordMessage }] });
}

/** Loaded when the first password is chosen: the list is large. */
const commonPasswords = lazy(async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
});
