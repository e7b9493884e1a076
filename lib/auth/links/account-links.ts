import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import type { AuthEnv } from "../auth-env.ts";
import { userSchema } from "../user.ts";
import { linkIdOf, linkToken } from "./link-token.ts";

const common = { id: z.uuid(), mailed: z.boolean(), createdAt: z.date(), expiresAt: z.date() };
const aboutAddress = { ...common, userId: z.uuid(), email: z.string() };

/** A one-time link. `mailed` ones reach nobody but the owner of the address, so that their use proves it. */
const linkSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sign-up"), ...common, email: z.string() }),
  z.object({ kind: z.literal("invite"), ...common, email: z.string().nullable(), role: userSchema.shape.role }),
  z.object({ kind: z.literal("reset-password"), ...common, userId: z.uuid() }),
  z.object({ kind: z.literal("sign-in"), ...common, userId: z.uuid() }),
  z.object({ kind: z.literal("verify-email"), ...aboutAddress }),
  z.object({ kind: z.literal("allow-email-change"), ...aboutAddress }),
  z.object({ kind: z.literal("change-email"), ...aboutAddress }),
]);
export type AccountLink = z.output<typeof linkSchema>;
export type LinkKind = AccountLink["kind"];
export type LinkOf<Kind extends LinkKind> = Extract<AccountLink, { kind: Kind }>;

type WithoutTimes<Link> = Link extends AccountLink ? Omit<Link, "id" | "createdAt" | "expiresAt"> : never;
/** A link to make. */
export type NewLink = WithoutTimes<AccountLink>;

/** One-time links to accounts. */
export interface AccountLinks {
  /** Makes a link that works for `ttlMs` milliseconds. With an `id`, making it again changes nothing. */
  create(link: NewLink, options: { ttlMs: number; now: Date; id?: string }): Promise<{ id: string; url: string }>;
  /** A link by its id; null once it is used, replaced or expired. */
  byId(id: string, now: Date): Promise<AccountLink | null>;
  /** The link of a token; null where it is used, replaced, expired, made up or of another kind. */
  find<Kind extends LinkKind>(kinds: readonly Kind[], token: string, now: Date): Promise<LinkOf<Kind> | null>;
  /** The page that a link opens. */
  urlOf(link: { readonly id: string; readonly kind: LinkKind }): string;
}

const pages: Readonly<Record<LinkKind, string>> = {
  "sign-up": "/join",
  invite: "/join",
  "reset-password": "/reset-password",
  "sign-in": "/sign-in/link",
  "verify-email": "/confirm-email",
  "allow-email-change": "/confirm-email",
  "change-email": "/confirm-email",
};

export function createAccountLinks(parts: {
  readonly database: Database;
  readonly env: Pick<AuthEnv, "APP_URL" | "AUTH_SECRET">;
}): AccountLinks {
  const { database, env } = parts;
  const urlOf: AccountLinks["urlOf"] = ({ id, kind }) =>
    `${env.APP_URL}${pages[kind]}?token=${linkToken(id, env.AUTH_SECRET)}`;

  const byId: AccountLinks["byId"] = async (id, now) => {
    const row = await database.accountLink.findFirst({ where: { id, expiresAt: { gt: now } } });
    return row === null ? null : linkSchema.parse(row);
  };

  return {
    urlOf,
    byId,

    async create(link, { ttlMs, now, id = newId(now) }) {
      await database.accountLink.deleteMany({ where: { expiresAt: { lte: now } } });
      const times = { createdAt: now, expiresAt: new Date(now.getTime() + ttlMs) };
      await database.accountLink.createMany({ data: [{ id, ...link, ...times }], skipDuplicates: true });
      return { id, url: urlOf({ id, kind: link.kind }) };
    },

    async find(kinds, token, now) {
      const id = linkIdOf(token, env.AUTH_SECRET);
      const link = id === null ? null : await byId(id, now);
      return link !== null && isOneOf(kinds, link) ? link : null;
    },
  };
}

function isOneOf<Kind extends LinkKind>(kinds: readonly Kind[], link: AccountLink): link is LinkOf<Kind> {
  return kinds.some((kind) => kind === link.kind);
}

/**
 * Uses a link up, in the transaction of the change that it allows.
 * @throws {DomainError} `not-found` where somebody was faster.
 */
export async function useUp(transaction: Pick<Database, "accountLink">, link: AccountLink): Promise<void> {
  const { count } = await transaction.accountLink.deleteMany({ where: { id: link.id } });
  if (count === 0) throw linkGone();
}

/** The message about a link that does not work any more. */
export function linkGone(): DomainError {
  return new DomainError("not-found", "This link was used already or has expired. Ask for another one.");
}

/** The message about an address that has an account already, for somebody who may know. */
export function addressTaken(): DomainError {
  const message = "An account with this email already exists. Sign in instead.";
  return new DomainError("conflict", message, { fields: [{ field: "email", message }] });
}
