import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { AuditLog } from "../audit/audit-log.ts";
import { type Operator, operatorKind } from "../audit/operator.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import { type AccountLinks, linkGone, useUp } from "./account-links.ts";

/** The time for which a link to sign in works, in milliseconds. */
const signInLinkMs = 60 * 60 * 1000;

/** Links that sign somebody in while no provider works. */
export interface SignInLinks {
  /**
   * A link that signs in to an account, once, within an hour. For operators. The owner sees that it was made.
   * @throws {DomainError} `not-found` if no account has this address.
   */
  createSignInLink(email: string, request: { by: Operator; now: Date }): Promise<string>;
  /** The address of the account that a token opens, or null for a link that does not work any more. */
  findSignInLink(token: string, now: Date): Promise<{ email: string } | null>;
}

export function createSignInLinks(parts: {
  readonly database: Database;
  readonly links: AccountLinks;
  readonly audit: AuditLog;
  readonly security: SecurityLog;
}): SignInLinks {
  const { database, links, audit, security } = parts;
  return {
    async createSignInLink(given, { by, now }) {
      const email = given.trim().toLowerCase();
      const user = await database.user.findUnique({ where: { email }, select: { id: true } });
      if (user === null) throw new DomainError("not-found", `No account has the address ${email}.`);
      const link = { kind: "sign-in", userId: user.id, mailed: false } as const;
      const { url } = await links.create(link, { now, ttlMs: signInLinkMs });
      await audit.record({ action: "sign-in-link-created", userId: user.id }, by, now);
      await security.record({ kind: "sign-in-link-created", by: operatorKind(by) }, user, null);
      return url;
    },

    async findSignInLink(token, now) {
      const link = await links.find(["sign-in"], token, now);
      return link && (await database.user.findUnique({ where: { id: link.userId }, select: { email: true } }));
    },
  };
}

/** Signs in by the token of a link, which ends with it. Called in the process; nobody gets there from outside. */
export function signInLinkPlugin({ database, links }: { readonly database: Database; readonly links: AccountLinks }) {
  return {
    id: "sign-in-link",
    endpoints: {
      signInByLink: createAuthEndpoint(
        "/sign-in/link",
        { method: "POST", body: z.object({ token: z.string() }) },
        async (context) => {
          const link = await links.find(["sign-in"], context.body.token, new Date());
          if (link === null) throw context.error("NOT_FOUND", { code: "LINK_GONE", message: linkGone().message });
          await database.$transaction((transaction) => useUp(transaction, link));
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(link.userId);
          const session = await internalAdapter.createSession(link.userId);
          if (user === null) throw context.error("NOT_FOUND", { code: "LINK_GONE", message: linkGone().message });
          await setSessionCookie(context, { session, user });
          return context.json({});
        },
      ),
    },
  };
}
