import type { Auth } from "./auth.ts";
import type { User } from "./user.ts";

export interface AccountInput {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** Whether the address counts as proven; default false. */
  readonly emailVerified?: boolean;
}

/**
 * Creates an account without signing in, or returns the existing one with this address unchanged. Safe to repeat, also
 * after an attempt that stopped halfway.
 */
export async function createAccount(input: AccountInput, auth: Auth): Promise<{ user: User; created: boolean }> {
  const { internalAdapter, password } = await auth.betterAuth.$context;
  const existing = await internalAdapter.findUserByEmail(input.email, { includeAccounts: true });
  const user =
    existing?.user ??
    (await internalAdapter.createUser(
      { email: input.email.toLowerCase(), name: input.name, emailVerified: input.emailVerified ?? false },
      { method: "email-password" },
    ));
  if (!existing?.accounts.some((account) => account.providerId === "credential")) {
    const hash = await password.hash(input.password);
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: "credential",
      password: hash,
    });
  }
  return { user: auth.judge(user), created: existing === null };
}
