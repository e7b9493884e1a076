import type { Database, Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { refuseWithoutPasswords } from "../account/without-passwords.ts";
import type { AuthEnv } from "../auth-env.ts";
import type { BetterAuth } from "../better-auth.ts";
import { refuseCommonPassword } from "../common-passwords.ts";
import type { AccountMail } from "../mail/account-mail.ts";
import type { AdminService } from "../roles/admins.ts";
import type { RoleChanges } from "../security-log/role-changes.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import type { ClientAddresses } from "../throttling/client-address.ts";
import type { RateLimits } from "../throttling/rate-limits.ts";
import { countAttempt, tooMany } from "../throttling/too-many.ts";
import type { User } from "../user.ts";
import { type AccountLinks, addressTaken, type LinkOf, linkGone, useUp } from "./account-links.ts";

/** The data of a new account. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Lets people create accounts. */
export interface JoiningService {
  /**
   * The way to get an account: by a form, by a link that is mailed, by signing in at a provider, or by invitation only.
   * The setup link opens the first way that there is in any case, since a new installation has nobody who could invite.
   */
  howToSignUp(setupToken: string | null, now: Date): Promise<"form" | "mail" | "invite" | "provider">;
  /**
   * Creates an account by the setup link, where forms are closed to everybody else. The link stays.
   * @throws {DomainError} `forbidden` for a link that does not work any more, `invalid` for a common password,
   * `conflict` for an address that has an account.
   */
  joinForSetup(setupToken: string, account: NewAccount, headers: Headers, now: Date): Promise<User>;
  /**
   * Mails a link to create an account. Somebody with an account gets a mail that says so. Does the same work and tells
   * the same in both cases.
   * @throws {DomainError} `forbidden` unless everybody may sign up, by mail; `too-many-requests`.
   */
  requestSignUp(request: { email: string; from: string | null }, now: Date): Promise<void>;
  /** The offer of a link, or null for one that does not work any more. */
  findInvitation(token: string, now: Date): Promise<Invitation | null>;
  /**
   * Creates an account by a link, which ends with it.
   * @throws {DomainError} `not-found` for a link that does not work any more, `invalid` for a common password,
   * `conflict` for an address that has an account, `forbidden` where sign-ups are closed, `too-many-requests`.
   */
  join(token: string, account: NewAccount, headers: Headers, now: Date): Promise<User>;
}

/** What a link offers: the address of its account, null to choose one; or why it makes no account at present. */
export type Invitation = { readonly refusal: null; readonly email: string | null } | { readonly refusal: string };

export interface JoiningParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly env: Pick<AuthEnv, "SIGN_UP" | "RETENTION_DAYS" | "PASSWORD_SIGN_IN">;
  readonly links: AccountLinks;
  /** Null where no mail is configured. */
  readonly mail: AccountMail | null;
  readonly judge: (row: unknown) => User;
  readonly isSetupOpen: AdminService["isSetupOpen"];
  readonly security: SecurityLog;
  readonly recordRoles: RoleChanges["recordRoles"];
  readonly limits: Pick<RateLimits, "signUps">;
  readonly addressOf: ClientAddresses["of"];
}

export function createJoiningService(parts: JoiningParts): JoiningService {
  const { database, betterAuth, env, links, mail, judge, isSetupOpen, security, recordRoles, limits, addressOf } =
    parts;
  const recorded = async (row: { id: string }, headers: Headers) => {
    await security.record({ kind: "account-created" }, row, headers);
    await recordRoles({ by: "environment", userId: row.id, headers });
    return judge(row);
  };
  const hashed = async ({ name, email, password }: NewAccount) => {
    const context = await betterAuth.$context;
    return { name, email: email.trim().toLowerCase(), hash: await context.password.hash(password) };
  };

  return {
    async requestSignUp({ email, from }, now) {
      refuseWithoutPasswords(env);
      if (mail === null || env.SIGN_UP !== "open") throw new DomainError("forbidden", byInviteOnly);
      await mail.request({ kind: "sign-up-request" }, { recipient: email.trim().toLowerCase(), from, now });
    },

    async findInvitation(token, now) {
      const link = await links.find(joinKinds, token, now);
      if (link === null) return null;
      const refusal = refusalOf(link, env);
      return refusal === null ? { refusal, email: link.email } : { refusal };
    },

    async howToSignUp(setupToken, now) {
      const isOpen = env.SIGN_UP === "open";
      const isSetup = setupToken !== null && (await isSetupOpen(setupToken, now));
      if (!env.PASSWORD_SIGN_IN) return isOpen || isSetup ? "provider" : "invite";
      if (isSetup || (isOpen && mail === null)) return "form";
      return isOpen ? "mail" : "invite";
    },

    async joinForSetup(setupToken, account, headers, now) {
      refuseWithoutPasswords(env);
      await refuseCommonPassword(account.password, "password");
      if (!(await isSetupOpen(setupToken, now))) throw new DomainError("forbidden", byInviteOnly);
      const row = { ...(await hashed(account)), isProven: false, role: "user" } as const;
      const created = await database.$transaction((transaction) => insertUser(transaction, row, env, now));
      return await recorded(created, headers);
    },

    async join(token, account, headers, now) {
      refuseWithoutPasswords(env);
      // An invite to anybody could be used to ask which addresses have accounts.
      const attempt = { kind: "join", address: addressOf(headers), limit: limits.signUps, now } as const;
      const retryAfterSeconds = await countAttempt(database, attempt);
      if (retryAfterSeconds !== null) throw tooMany("Too many tries to create an account.", retryAfterSeconds);
      await refuseCommonPassword(account.password, "password");
      const link = await links.find(joinKinds, token, now);
      if (link === null) throw linkGone();
      const refusal = refusalOf(link, env);
      if (refusal !== null) throw new DomainError("forbidden", refusal);
      const isProven = link.mailed && link.email !== null;
      const role = link.kind === "invite" ? link.role : "user";
      const row = { ...(await hashed({ ...account, email: link.email ?? account.email })), isProven, role };
      // In one transaction, so that a link is neither used twice nor lost.
      const created = await database.$transaction(async (transaction) => {
        await useUp(transaction, link);
        return await insertUser(transaction, row, env, now);
      });
      return await recorded(created, headers);
    },
  };
}

const joinKinds = ["sign-up", "invite"] as const;

const byInviteOnly = "New accounts are made by invitation here. Ask the person who runs this installation.";

/** The reason why a link makes no account as long as SIGN_UP is as it is; null where it makes one. */
function refusalOf({ kind }: LinkOf<(typeof joinKinds)[number]>, { SIGN_UP }: JoiningParts["env"]): string | null {
  if (SIGN_UP === "closed") {
    return "Sign-up is closed here at present. Your link is not used up: ask the person who runs this installation when to open it again.";
  }
  return kind === "sign-up" && SIGN_UP !== "open" ? byInviteOnly : null;
}

interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly hash: string;
  readonly isProven: boolean;
  readonly role: User["role"];
}

async function insertUser(
  transaction: Transaction,
  { name, email, hash, isProven, role }: NewUser,
  env: JoiningParts["env"],
  now: Date,
) {
  const id = newId(now);
  const times = { createdAt: now, updatedAt: now };
  const data = { id, name, email, emailVerified: isProven, role, retentionDays: env.RETENTION_DAYS, ...times };
  // Somebody may take the address at the same time: then nothing is inserted.
  const { count } = await transaction.user.createMany({ data: [data], skipDuplicates: true });
  if (count === 0) throw addressTaken();
  await transaction.account.create({
    data: { id: newId(now), userId: id, accountId: id, providerId: "credential", password: hash, ...times },
  });
  return await transaction.user.findUniqueOrThrow({ where: { id } });
}
