import { z } from "zod";
import { dayMs } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { MailServer } from "#lib/mail/mail-server.ts";
import { composeMail, type Message, messageSchema } from "#lib/mail/messages.ts";
import type { AuthEnv } from "../auth-env.ts";
import { type AccountLinks, createAccountLinks } from "../links/account-links.ts";

/**
 * A message to send, without the secret in it. Whether its address has an account is looked up when it is sent, so that
 * nobody learns it from the duration of a request.
 */
const storedMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("password-reset-request") }),
  z.object({ kind: z.literal("sign-up-request") }),
  /** The kind of the link decides the text of the mail. */
  z.object({ kind: z.literal("link"), linkId: z.uuid() }),
  /** A new address, unless it has an account. */
  z.object({ kind: z.literal("new-address"), linkId: z.uuid() }),
  z.object({ kind: z.literal("notice"), notice: messageSchema }),
]);
export type StoredMessage = z.output<typeof storedMessageSchema>;

/** Messages that wait to be sent. */
export interface OutgoingMail {
  /** Stores a message. @returns its id, for a run that delivers it. */
  store(recipient: string, message: StoredMessage, now: Date): Promise<string>;
  /**
   * Sends a stored message and forgets it.
   * @returns whether there was something to send: not where it is sent already, or no account has the address.
   * @throws {MailError} and keeps the message, for another attempt or for an operator who runs it again.
   */
  deliver(id: string, now: Date): Promise<boolean>;
}

/** A message that was not sent within so long is given up. */
const keptMs = dayMs;

export const resetLinkMs = dayMs / 24;
export const signUpLinkMs = dayMs;

export function createOutgoingMail(parts: {
  readonly database: Database;
  readonly env: Pick<AuthEnv, "APP_URL" | "AUTH_SECRET">;
  readonly server: MailServer | null;
}): OutgoingMail {
  const { database, env, server } = parts;
  const links = createAccountLinks(parts);
  const forget = (id: string) => database.outgoingMail.deleteMany({ where: { id } });

  return {
    async store(recipient, message, now) {
      await database.outgoingMail.deleteMany({ where: { createdAt: { lte: new Date(now.getTime() - keptMs) } } });
      const id = newId(now);
      await database.outgoingMail.create({ data: { id, recipient, message, createdAt: now } });
      return id;
    },

    async deliver(id, now) {
      const row = await database.outgoingMail.findUnique({ where: { id } });
      if (row === null) return false;
      if (server === null) throw new Error("This process has no SMTP_URL. Set it wherever tasks are executed.");
      const { recipient } = row;
      const message = storedMessageSchema.parse(row.message);
      const decided = await decide({ id, recipient, message, now }, { database, links, appUrl: env.APP_URL });
      if (decided !== null) await send(server, recipient, decided);
      await forget(id);
      return decided !== null;
    },
  };

  async function send(to: MailServer, recipient: string, message: Message): Promise<void> {
    await to.send(recipient, composeMail(message, env.APP_URL));
  }
}

interface Waiting {
  readonly id: string;
  readonly recipient: string;
  readonly message: StoredMessage;
  readonly now: Date;
}

interface Decision {
  readonly database: Database;
  readonly links: AccountLinks;
  readonly appUrl: string;
}

/** The text of a mail; null where there is nothing to send any more. Another attempt gets the same link. */
async function decide({ id, recipient, message, now }: Waiting, parts: Decision): Promise<Message | null> {
  const { database, links, appUrl } = parts;
  const findUser = () => database.user.findUnique({ where: { email: recipient }, select: { id: true } });
  const exists = (): Message => ({ kind: "account-exists", url: `${appUrl}/sign-in` });
  switch (message.kind) {
    case "notice":
      return message.notice;
    case "link":
      return await messageOfLink(message.linkId, now, links);
    case "new-address":
      return (await findUser()) === null ? await messageOfLink(message.linkId, now, links) : exists();
    case "password-reset-request": {
      const user = await findUser();
      if (user === null) return null;
      const link = { kind: "reset-password", userId: user.id, mailed: true } as const;
      const { url } = await links.create(link, { id, now, ttlMs: resetLinkMs });
      return { kind: "reset-password", url };
    }
    case "sign-up-request": {
      if ((await findUser()) !== null) return exists();
      const link = { kind: "sign-up", email: recipient, mailed: true } as const;
      const { url } = await links.create(link, { id, now, ttlMs: signUpLinkMs });
      return { kind: "sign-up", url };
    }
  }
}

async function messageOfLink(id: string, now: Date, links: AccountLinks): Promise<Message | null> {
  const link = await links.byId(id, now);
  if (link === null) return null;
  const url = links.urlOf(link);
  switch (link.kind) {
    case "invite":
      return { kind: "invite", url, days: Math.round((link.expiresAt.getTime() - link.createdAt.getTime()) / dayMs) };
    case "allow-email-change":
      return { kind: link.kind, url, newEmail: link.email };
    case "reset-password":
    case "sign-up":
    case "verify-email":
    case "change-email":
      return { kind: link.kind, url };
    // Operators pass it on themselves.
    case "sign-in":
      return null;
  }
}
