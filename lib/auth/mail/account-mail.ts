import { createHash } from "node:crypto";
import type { Database } from "#lib/db/client.ts";
import type { Message } from "#lib/mail/messages.ts";
import { take } from "../throttling/counter.ts";
import type { RateLimits } from "../throttling/rate-limits.ts";
import { tooMany } from "../throttling/too-many.ts";
import type { StoredMessage } from "./outgoing-mail.ts";

/** Has a message sent in the background. Resolves once it is recorded, so that no crash loses it. */
export type PostMail = (recipient: string, message: StoredMessage, now: Date) => Promise<void>;

/** Called after a sign-in in a browser that is new to the account. */
export type NewDeviceListener = (signIn: { email: string; userAgent: string | null; now: Date }) => Promise<void>;

/** Mail about accounts, where SMTP_URL is set. */
export interface AccountMail {
  /**
   * Posts a mail that somebody asked for. Beyond the limit of its recipient nothing is sent. Strangers are not told.
   * @throws {DomainError} `too-many-requests` for the address that asks, or for the recipient where a user asks.
   */
  request(message: StoredMessage, to: { recipient: string; from: string | null; now: Date }): Promise<void>;
  /** Tells the owner of an account of a change. Never rejects: the change itself is done. */
  notify(recipient: string, notice: Message, now: Date): Promise<void>;
}

interface AccountMailParts {
  readonly database: Database;
  readonly limits: Pick<RateLimits, "mailsPerSource" | "mailsPerRecipient">;
  readonly post: PostMail;
  readonly onLost: (error: unknown) => void;
}

export function createAccountMail({ database, limits, post, onLost }: AccountMailParts): AccountMail {
  return {
    async request(message, { recipient, from, now }) {
      const source = { key: counterKey("from", from ?? "unknown"), limit: limits.mailsPerSource, now };
      const retryAfterSeconds = await take(database, source);
      if (retryAfterSeconds !== null) throw tooMany("Too many mails were asked for from here.", retryAfterSeconds);
      const target = { key: counterKey(`to ${message.kind}`, recipient), limit: limits.mailsPerRecipient, now };
      const fullSeconds = await take(database, target);
      if (fullSeconds === null) return await post(recipient, message, now);
      if (!askedByStrangers.has(message.kind)) throw tooMany("Too many mails went to this address.", fullSeconds);
    },

    async notify(recipient, notice, now) {
      await post(recipient, { kind: "notice", notice }, now).catch(onLost);
    },
  };
}

/** Tells the owner of an account that somebody signed in on another device. Nothing where no mail is configured. */
export function newDeviceNotice(mail: AccountMail | null): NewDeviceListener {
  return async ({ email, userAgent, now }) => {
    const device = (userAgent ?? "an unknown browser").slice(0, userAgentLength);
    await mail?.notify(email.trim().toLowerCase(), { kind: "signed-in", at: now.toISOString(), device }, now);
  };
}

/** In characters: enough for the name of any browser, too few for a message of somebody else. */
const userAgentLength = 160;

/** Mails that need no session. What strangers ask for is counted by itself, so that it keeps no other mail back. */
const askedByStrangers: ReadonlySet<StoredMessage["kind"]> = new Set(["password-reset-request", "sign-up-request"]);

/** Hashed, so that the table of counters holds no addresses. */
function counterKey(side: "from" | `to ${StoredMessage["kind"]}`, value: string): string {
  return `mails|${createHash("sha256")
    .update(JSON.stringify([side, value]))
    .digest("hex")}`;
}
