import { emails, plainUrl, sender, url, webhookSecret } from "../values.ts";

/** Mail to people, and notices to operators. */
export const mailVariables = {
  SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@smtp.example.com").optional().meta({
    description:
      "The mail server, e.g. `smtps://user:password@smtp.example.com`. Special characters of the password are percent-encoded. `smtp://` insists on STARTTLS, except on this machine; `?requireTLS=false` at the end lifts that.",
    unset: "no mail is sent",
  }),
  MAIL_FROM: sender.optional().meta({
    description: "The sender, which `SMTP_URL` needs, e.g. `Tidy <tidy@example.com>`. The mail server must accept it.",
  }),
  WEBHOOK_URL: plainUrl.optional().meta({
    description:
      "A receiver of yours, which Tidy tells that something does not work, and that it works again. See [notices](operating.md#notices).",
    unset: "no webhook is called",
  }),
  WEBHOOK_SECRET: webhookSecret.optional().meta({
    description:
      'The secret by which the receiver checks signatures. `WEBHOOK_URL` needs it. From: `echo "whsec_$(openssl rand -base64 32)"`',
  }),
  NOTICE_EMAILS: emails.meta({
    description: "Addresses that get the same notices by mail, separated by commas, where `SMTP_URL` is set.",
    unset: "every admin",
  }),
};
