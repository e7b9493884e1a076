import { APIError } from "better-auth";
import type { Database } from "#lib/db/client.ts";
import { refuseChangedPassword } from "./account/checked-hash.ts";
import type { PasswordHashing } from "./account/password-hashing.ts";
import type { AuthEnv } from "./auth-env.ts";
import { isClosed } from "./demo-account.ts";
import { emailMaxLength, nameMaxLength } from "./limits.ts";
import type { ProviderHooks } from "./oidc/provider-hooks.ts";
import { userName } from "./user.ts";

/** Keeps the tokens of a provider out of the database: the app has no use for them. */
const withoutTokens = async <A extends object>(account: A) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null },
});

/** Checks and completes what the library writes: sessions, ways to sign in and accounts. */
export function accountHooks(
  { env, database, hashing }: { env: AuthEnv; database: Database; hashing: PasswordHashing },
  { admit, refuseStale, afterLink }: ProviderHooks,
) {
  return {
    session: {
      create: {
        // Whatever signs somebody in ends up here.
        before: async ({ userId }: { userId: string }) => {
          await refuseClosed(database, userId, env);
          await refuseStale();
        },
        after: (session: { id: string; userId: string }) => refuseChangedPassword(database, hashing, session),
      },
    },
    account: {
      // A provider that is linked once more.
      update: { before: withoutTokens },
      create: {
        before: withoutTokens,
        after: async ({ userId }: { userId: string }, context: { headers?: Headers | undefined } | null) =>
          await afterLink(userId, context?.headers),
      },
    },
    user: {
      create: {
        before: async <U extends { email: string; name: string }>(user: U) => ({
          data: {
            ...user,
            ...(await admit()),
            email: checkedEmail(user.email),
            name: checkedName(user.name),
            // The app has no pictures.
            image: null,
            retentionDays: env.RETENTION_DAYS,
          },
        }),
      },
    },
  };
}

async function refuseClosed(database: Database, id: string, env: AuthEnv): Promise<void> {
  const user = await database.user.findUnique({ where: { id }, select: { email: true, disabledAt: true } });
  if (user === null || !isClosed(user, env)) return;
  throw new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED", message: "This account is disabled." });
}

/** The library checks the form of an address, not its length: the database has no index for a very long one. */
function checkedEmail(email: string): string {
  if (email.length <= emailMaxLength) return email;
  throw new APIError("BAD_REQUEST", {
    code: "EMAIL_TOO_LONG",
    message: `Use an address of at most ${emailMaxLength} characters.`,
  });
}

function checkedName(name: string): string {
  const checked = userName.safeParse(name);
  if (checked.success) return checked.data;
  throw new APIError("BAD_REQUEST", {
    code: "INVALID_NAME",
    message: `Use a name of 1 to ${nameMaxLength} characters.`,
  });
}
