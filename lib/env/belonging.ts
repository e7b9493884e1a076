/** Providers refuse senders that they don't know, so no default would do. */
export function mailProblems({ SMTP_URL, MAIL_FROM }: Readonly<Record<string, string | undefined>>): string[] {
  if (SMTP_URL === undefined || MAIL_FROM !== undefined) return [];
  return ["MAIL_FROM is not set: with SMTP_URL, use the address that mail comes from, e.g. Tidy <tidy@example.com>"];
}

/** The receiver of a notice must be able to tell that it comes from here. */
export function webhookProblems({
  WEBHOOK_URL,
  WEBHOOK_SECRET,
}: Readonly<Record<string, string | undefined>>): string[] {
  if (WEBHOOK_URL === undefined || WEBHOOK_SECRET !== undefined) return [];
  return ['WEBHOOK_SECRET is not set: with WEBHOOK_URL, use the output of: echo "whsec_$(openssl rand -base64 32)"'];
}
