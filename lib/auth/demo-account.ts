import type { Database } from "#lib/db/client.ts";

/** The account of the demo data. Its password is public: DEMO_MODE shows it on the sign-in page. */
export const demoAccount = { email: "demo@example.com", password: "tidy-demo", name: "Demo" } as const;
export type DemoAccount = typeof demoAccount;

/** Whether an account lets nobody in: a disabled one, and the demo account while DEMO_MODE is off. */
export function isClosed(
  account: { readonly email: string; readonly disabledAt?: Date | null | undefined },
  env: { readonly DEMO_MODE: boolean },
): boolean {
  return account.disabledAt != null || (account.email === demoAccount.email && !env.DEMO_MODE);
}

export interface DemoService {
  /** The account to offer at sign-in: null unless this is a demo, and once somebody has deleted the account. */
  findDemoAccount(): Promise<DemoAccount | null>;
}

export function createDemoService(parts: {
  readonly database: Database;
  readonly env: { readonly DEMO_MODE: boolean };
}): DemoService {
  return {
    async findDemoAccount() {
      if (!parts.env.DEMO_MODE) return null;
      const count = await parts.database.user.count({ where: { email: demoAccount.email } });
      return count > 0 ? demoAccount : null;
    },
  };
}
