import { type MailText, renderMail } from "#lib/mail/mail-text.ts";
import type { NoticeMessage } from "./notice-message.ts";

/** A notice as a mail to an operator. */
export function composeNotice({ type, data }: NoticeMessage): MailText {
  const { summary, detail, url, startedAt, resolvedAt } = data;
  const host = new URL(url).host;
  const since = `${type === "alert.test" ? "Asked for" : "Noticed"} on ${timeText(startedAt)}.`;
  return renderMail({
    subject: `${summary} (Tidy on ${host})`,
    paragraphs: [
      `${summary}.`,
      detail,
      resolvedAt === null ? since : `${since} Well again on ${timeText(resolvedAt)}.`,
    ],
    link: { label: "Open the task console", url },
    footer: [
      ...(type === "alert.started" ? ["The next notice about this comes when it is well again."] : []),
      `You get this mail because you operate Tidy on ${host}.`,
    ],
  });
}

function timeText(at: string): string {
  return `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
}
