import type { Env } from "#lib/env.ts";
import { MailError } from "#lib/mail/mail-error.ts";
import { createMailServer } from "#lib/mail/mail-server.ts";
import { about, type Finding } from "../finding.ts";

const { ok, warning, error } = about("mail");

/** Connects to the mail server and signs in there, without sending anything. */
export async function examineMail(
  env: Pick<Env, "SMTP_URL" | "MAIL_FROM">,
  options: { readonly deadlineMs?: number } = {},
): Promise<Finding> {
  const server = createMailServer(env, options);
  if (server === null) {
    return warning(
      "SMTP_URL is not set, so people who forget their password need a link from an admin.",
      "Set SMTP_URL and MAIL_FROM, or make links by: npm run user -- reset-link <email>",
    );
  }
  try {
    await server.check();
    return ok("The mail server of SMTP_URL answers and accepts the sign-in.");
  } catch (thrown) {
    if (!(thrown instanceof MailError)) throw thrown;
    return error(thrown.message, "Correct SMTP_URL. Until then no mail is sent, e.g. to who forgot their password.");
  }
}
