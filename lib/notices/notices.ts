import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { MailServer } from "#lib/mail/mail-server.ts";
import type { Receiver } from "./alerts-table.ts";
import { composeNotice } from "./notice-mail.ts";
import { type NoticeMessage, noticeMessageSchema } from "./notice-message.ts";
import type { Webhook } from "./webhook.ts";

/** Notices that wait to be sent. */
export interface Notices {
  /** Whether there is anybody to tell. */
  readonly canSend: { readonly webhook: boolean; readonly mail: boolean };
  /**
   * Takes the due notices, for one try each. Each goes to one of several processes. The next try follows after a
   * minute, then after twice as long each time, for a day; a notice waits for the one before it to the same receiver.
   */
  takeDue(now: Date): Promise<string[]>;
  /**
   * Sends a notice. @returns whether there was something to send: not where it is sent already.
   * @throws {WebhookError | MailError} and keeps it for another try
   */
  deliver(id: string, now: Date): Promise<boolean>;
  /**
   * Sends everybody who gets notices one that nothing is wrong, to see whether it arrives.
   * @returns the number of receivers.
   * @throws {WebhookError | MailError} also where one of several cannot be reached
   */
  sendTest(now: Date): Promise<number>;
  /** The current receivers of notices. */
  receivers(): Promise<Receiver[]>;
}

/** At once, so that one silent receiver costs a scheduler one deadline. */
const mostAtOnce = 20;

export function createNotices(parts: {
  readonly database: Database;
  readonly webhook: Webhook | null;
  readonly mailServer: MailServer | null;
  /** Addresses of the operators. */
  readonly operators: () => Promise<readonly string[]>;
  readonly appUrl: string;
}): Notices {
  const { database, webhook, mailServer, operators, appUrl } = parts;

  const send = async (
    id: string,
    to: { channel: string; recipient: string | null },
    message: NoticeMessage,
    now: Date,
  ) => {
    if (to.channel === "webhook") {
      if (webhook === null) throw new Error("This process has no WEBHOOK_URL. Set it wherever tasks are executed.");
      await webhook.post(id, message, now);
    } else if (to.recipient !== null) {
      if (mailServer === null) throw new Error("This process has no SMTP_URL. Set it wherever tasks are executed.");
      await mailServer.send(to.recipient, composeNotice(message));
    }
  };

  const receivers = async (): Promise<Receiver[]> => [
    ...(webhook ? [{ channel: "webhook" } as const] : []),
    ...(mailServer ? (await operators()).map((recipient) => ({ channel: "mail", recipient }) as const) : []),
  ];

  return {
    receivers,

    canSend: { webhook: webhook !== null, mail: mailServer !== null },

    async takeDue(now) {
      const rows = await database.$queryRaw<{ id: string }[]>`
        UPDATE notice
        SET attempts = attempts + 1,
            next_attempt_at = CASE WHEN created_at > ${now}::timestamptz - interval '1 day'
              THEN ${now}::timestamptz + least(60, 2 ^ least(attempts, 6)) * interval '1 minute' END
        WHERE id IN (
          SELECT id FROM notice AS due WHERE next_attempt_at <= ${now} AND NOT EXISTS (
            SELECT FROM notice AS earlier WHERE earlier.alert_id = due.alert_id AND earlier.id < due.id
              AND earlier.next_attempt_at IS NOT NULL AND earlier.channel = due.channel
              AND earlier.recipient IS NOT DISTINCT FROM due.recipient)
          ORDER BY id LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)
        RETURNING id`;
      return rows.map(({ id }) => id);
    },

    async deliver(id, now) {
      const notice = await database.notice.findUnique({ where: { id } });
      if (notice === null || notice.sentAt !== null) return false;
      await send(id, notice, noticeMessageSchema.parse(notice.message), now);
      await database.notice.update({ where: { id }, data: { sentAt: now, nextAttemptAt: null, recipient: null } });
      return true;
    },

    async sendTest(now) {
      const all = await receivers();
      const id = newId(now);
      const message = testMessage(id, appUrl, now);
      const sendings = await Promise.allSettled(
        all.map((receiver) => send(id, { recipient: null, ...receiver }, message, now)),
      );
      const failed = sendings.find((sending) => sending.status === "rejected");
      if (failed) throw failed.reason;
      return all.length;
    },
  };
}

function testMessage(id: string, appUrl: string, now: Date): NoticeMessage {
  const at = now.toISOString();
  return {
    type: "alert.test",
    timestamp: at,
    data: {
      alertId: id,
      kind: "test",
      summary: "This is a test",
      detail: "Nothing is wrong. Somebody asked for this notice, to see whether it arrives.",
      task: null,
      runId: null,
      startedAt: at,
      resolvedAt: null,
      url: new URL("/tasks", appUrl).href,
    },
  };
}
