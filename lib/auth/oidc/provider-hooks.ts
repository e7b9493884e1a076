import { APIError } from "better-auth";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { Logger } from "#lib/logger.ts";
import type { AuthEnv, OidcProvider } from "../auth-env.ts";
import { type AccountLinks, useUp } from "../links/account-links.ts";
import type { AccountMail } from "../mail/account-mail.ts";
import type { Role } from "../roles/role.ts";
import type { RoleChanges } from "../security-log/role-changes.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import type { UserChanges } from "../users/user-changes.ts";
import type { ProviderIdentity } from "./claims.ts";
import { presentSignIn } from "./provider-sign-in.ts";
import { presentState } from "./state.ts";

/** The time after a sign-in at a provider during which it counts as a proof of who somebody is, in milliseconds. */
export const freshMs = 10 * 60 * 1000;

export interface ProviderHookParts {
  readonly database: Database;
  readonly env: Pick<AuthEnv, "SIGN_UP" | "oidcProviders">;
  readonly links: AccountLinks;
  readonly security: SecurityLog;
  /** Null where no mail is configured. */
  readonly mail: AccountMail | null;
  readonly isSetupOpen: (token: string, now: Date) => Promise<boolean>;
  readonly setRole: UserChanges["setRole"];
  readonly recordRoles: RoleChanges["recordRoles"];
  readonly logger: Logger;
  readonly clock: () => Date;
}

/** Checks and consequences of a sign-in at a provider. They do nothing in other requests. */
export interface ProviderHooks {
  /** Before an account is made. @returns its role. @throws {APIError} for somebody who may not have one. */
  admit(): Promise<{ role: Role } | Record<never, never>>;
  /** Before a session begins. @throws {APIError} where they had to type something, and did not. */
  refuseStale(): Promise<void>;
  /** Once a provider is linked to an account. */
  afterLink(userId: string, headers: Headers | undefined): Promise<void>;
  /** Once a session has begun. @returns the provider's name and whether the account is new; null without a provider. */
  afterSignIn(user: {
    readonly id: string;
    readonly role: string;
  }): Promise<{ name: string; isNewcomer: boolean } | null>;
}

export function createProviderHooks(parts: ProviderHookParts): ProviderHooks {
  const { database, env, security, mail, setRole, recordRoles, logger, clock } = parts;
  const providerOf = (identity: ProviderIdentity) => named(env.oidcProviders, identity.providerId);
  const notifyLinked = async (id: string, provider: string) => {
    const user = await database.user.findUnique({ where: { id }, select: { email: true } });
    const now = clock();
    if (user !== null)
      await mail?.notify(user.email, { kind: "provider-linked", at: now.toISOString(), provider }, now);
  };
  return {
    async admit() {
      const signIn = presentSignIn();
      if (signIn === null) return {};
      if (signIn.identity?.email == null || !signIn.identity.emailVerified) throw refusal("EMAIL_NOT_VERIFIED");
      const role = await roleOfNewcomer(parts, signIn.identity.email);
      signIn.isNewcomer = true;
      return { role };
    },

    async refuseStale() {
      const identity = presentSignIn()?.identity;
      const at = identity?.authenticatedAt;
      if (at == null || !(await presentState())?.isFresh) return;
      if (clock().getTime() - at.getTime() > freshMs) throw refusal("NOT_FRESH");
    },

    async afterLink(userId, headers = new Headers()) {
      const signIn = presentSignIn();
      if (signIn?.identity == null) return;
      const { identity, isNewcomer } = signIn;
      if (!isNewcomer) {
        const { name: provider } = providerOf(identity);
        await security.record({ kind: "provider-linked", provider }, { id: userId }, headers);
        await notifyLinked(userId, provider);
      }
      // The provider has proven the address, if it is this one.
      const unproven = { id: userId, email: identity.email ?? "", emailVerified: false };
      const { count } = await database.user.updateMany({ where: unproven, data: { emailVerified: true } });
      if (count > 0) await security.record({ kind: "email-verified" }, { id: userId }, headers);
      await recordRoles({ by: "environment", userId, headers });
    },

    async afterSignIn({ id, role }) {
      const signIn = presentSignIn();
      if (signIn?.identity == null) return null;
      const { name } = providerOf(signIn.identity);
      const given = signIn.identity.role;
      if (given !== null && given !== role) {
        await setRole(id, given, { by: { via: "provider", provider: name }, now: clock() }).catch((error: unknown) => {
          if (!(error instanceof DomainError) || error.kind !== "conflict") throw error;
          logger.warn(
            { part: "auth", account: id, provider: name },
            "the last admin keeps the role in spite of groups",
          );
        });
      }
      return { name, isNewcomer: signIn.isNewcomer };
    },
  };
}

function named(providers: readonly OidcProvider[], id: string): { readonly name: string } {
  return providers.find((provider) => provider.id === id) ?? { name: id };
}

/** @throws {APIError} by SIGN_UP; an invite is used up. */
async function roleOfNewcomer({ database, env, links, isSetupOpen, clock }: ProviderHookParts, email: string) {
  const now = clock();
  const state = await presentState();
  if (env.SIGN_UP === "open") return (await usedInvite()) ?? "user";
  if (state?.setup != null && (await isSetupOpen(state.setup, now))) return "user";
  const role = env.SIGN_UP === "invite" ? await usedInvite() : null;
  if (role === null) throw refusal("SIGN_UP_NOT_OPEN");
  return role;

  async function usedInvite(): Promise<Role | null> {
    const link = state?.invite == null ? null : await links.find(["invite"], state.invite, now);
    if (link === null || (link.email !== null && link.email !== email)) return null;
    await database.$transaction((transaction) => useUp(transaction, link));
    return link.role;
  }
}

function refusal(code: string): APIError {
  return new APIError("FORBIDDEN", { code, message: "This sign-in is refused." });
}
