import { DomainError } from "#lib/errors.ts";

export const commonPasswordMessage =
  "This is one of the most common passwords. Choose another, such as four random words.";

/** Whether a password is among the tens of thousands that are tried first. Upper and lower case make no difference. */
export async function isCommonPassword(password: string): Promise<boolean> {
  commonPasswords ??= load();
  return (await commonPasswords).has(password.toLowerCase());
}

/**
 * Refuses a common password for a field.
 * @throws {DomainError} `invalid`.
 */
export async function refuseCommonPassword(password: string, field: string): Promise<void> {
  if (!(await isCommonPassword(password))) return;
  throw new DomainError("invalid", commonPasswordMessage, { fields: [{ field, message: commonPasswordMessage }] });
}

let commonPasswords: Promise<ReadonlySet<string>> | undefined;

/** Loaded when the first password is chosen: the list is large. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}
