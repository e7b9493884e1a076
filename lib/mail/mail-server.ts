import type { NodemailerError } from "nodemailer";
import type { Env } from "#lib/env.ts";
import { lazy } from "#lib/lazy.ts";
import { MailError } from "./mail-error.ts";
import type { MailText } from "./mail-text.ts";

/** The SMTP server of SMTP_URL. */
export interface MailServer {
  /**
   * Sends one mail. Resolves once the server has accepted it, which says nothing of its delivery.
   * @throws {MailError} also when the server takes longer than the deadline
   */
  send(recipient: string, mail: MailText): Promise<void>;
  /** Connects and signs in, without sending anything. @throws {MailError} */
  check(): Promise<void>;
}

export interface MailServerOptions {
  /** For all of a mail, from the connection to the server's last answer. In milliseconds. */
  readonly deadlineMs?: number;
}

/** Shorter than the time left in a request that executes tasks, longer than greylisting servers take. */
const defaultDeadlineMs = 20_000;

/** Null where no SMTP_URL is set: Tidy then does without mail. Nothing connects before it is used. */
export function createMailServer(
  { SMTP_URL, MAIL_FROM }: Pick<Env, "SMTP_URL" | "MAIL_FROM">,
  { deadlineMs = defaultDeadlineMs }: MailServerOptions = {},
): MailServer | null {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  const transport = lazy(async () => {
    // A large library, which a process without mail never needs.
    const { createTransport } = await import("nodemailer");
    return createTransport({
      ...(needsTls(SMTP_URL) && { requireTLS: true }),
      url: SMTP_URL,
      connectionTimeout: deadlineMs,
      greetingTimeout: deadlineMs,
      socketTimeout: deadlineMs,
      dnsTimeout: deadlineMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  });
  return {
    async send(to, { subject, text, html }) {
      const signal = AbortSignal.timeout(deadlineMs);
      // Tells autoresponders to stay silent.
      const headers = { "Auto-Submitted": "auto-generated" };
      const connection = await transport();
      await asMailError(
        connection.sendMail({ from: MAIL_FROM, to: { name: "", address: to }, subject, text, html, headers, signal }),
      );
    },

    async check() {
      await asMailError(within((await transport()).verify(), deadlineMs));
    },
  };
}

/**
 * Whether STARTTLS is a must: an attacker on the way could otherwise talk the two out of encryption, and read every
 * link. Not on this machine, nor where `?requireTLS=false` says so.
 */
function needsTls(smtpUrl: string): boolean {
  const { protocol, hostname, searchParams } = new URL(smtpUrl);
  if (protocol === "smtps:" || searchParams.has("requireTLS")) return false;
  return !(hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127."));
}

async function asMailError(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw MailError.of(isNodemailerError(error) ? error : {});
  }
}

function isNodemailerError(error: unknown): error is NodemailerError {
  return error instanceof Error;
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(Object.assign(new Error("late"), { code: "ETIMEDOUT" })), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
