/** The SMTP library's report of a failure, without its message, which may hold addresses. */
interface Failure {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly permanent?: boolean | undefined;
}

/** Thrown where a mail was not sent. Its text has no addresses, contents or secrets. */
export class MailError extends Error {
  override readonly name = "MailError";
  /** Whether another attempt could help: not where the server refused the mail for good. */
  readonly retriable: boolean;

  private constructor(message: string, retriable: boolean) {
    super(message);
    this.retriable = retriable;
  }

  static of({ code, responseCode, permanent }: Failure): MailError {
    const answer = responseCode === undefined ? "" : ` (its answer was ${responseCode})`;
    const reason = reasons[code ?? ""] ?? `The mail could not be sent (${code ?? "unknown error"}).`;
    // An operator can correct the password of SMTP_URL meanwhile.
    const isRefusedForGood = permanent === true && code !== "EAUTH";
    return new MailError(`${reason}${answer}`, !isRefusedForGood);
  }
}

const refusedSignIn = "The mail server refuses the user or the password of SMTP_URL.";
const unreachable = "The mail server of SMTP_URL is out of reach. Check its name and port, and the firewall.";

/** By the library's codes. */
const reasons: Readonly<Record<string, string>> = {
  EAUTH: refusedSignIn,
  ENOAUTH: "The mail server asks for a user and a password: add them to SMTP_URL.",
  ECONNECTION: unreachable,
  ESOCKET: unreachable,
  EDNS: "The name of the mail server in SMTP_URL is unknown.",
  ETIMEDOUT: "The mail server of SMTP_URL did not answer in time.",
  EABORT: "The mail server of SMTP_URL did not answer in time.",
  ETLS: "The mail server offers no valid encryption. Use smtps://, or add ?requireTLS=false for a server that you trust.",
  EENVELOPE: "The mail server refused the sender or the recipient. MAIL_FROM must be an address that it sends for.",
  EMESSAGE: "The mail server refused the mail.",
};
