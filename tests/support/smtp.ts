import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { poll } from "#scripts/runtime/processes.ts";

/** A mail as a person gets it. */
export interface ReceivedMail {
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly from: string;
  /** The first address in it. */
  readonly link: string;
}

/** A real SMTP server on this machine. */
export interface TestSmtpServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** The refusal of a recipient or a message; undefined accepts all. */
  refusal: { readonly code: number; readonly when: "recipient" | "message" } | undefined;
  /** The next mail to somebody, which is taken out of `received`. */
  mailTo(recipient: string): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

export interface SmtpOptions {
  /** The user and password that it asks for. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Whether it accepts connections and then says nothing. */
  readonly silent?: boolean;
  /** Whether it offers STARTTLS. */
  readonly startTls?: boolean;
}

export async function startSmtpServer({
  login,
  silent = false,
  startTls = false,
}: SmtpOptions = {}): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const refused = (code: number) =>
    Object.assign(new Error("no such person as ann@example.com"), { responseCode: code });
  const server = new SMTPServer({
    logger: false,
    authOptional: login === undefined,
    disabledCommands: startTls ? [] : ["STARTTLS"],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onConnect(_session, callback) {
      if (!silent) callback();
    },
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.password) callback(null, { user: username });
      else callback(new Error("wrong"));
    },
    onRcptTo(_address, _session, callback) {
      const { refusal } = smtp;
      callback(refusal?.when === "recipient" ? refused(refusal.code) : undefined);
    },
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      buffer(stream)
        .then((message) => PostalMime.parse(message))
        .then(
          (mail) => {
            const { refusal } = smtp;
            if (refusal?.when === "message") return callback(refused(refusal.code));
            received.push(...recipients.map((recipient) => toReceived(recipient, mail)));
            callback();
          },
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("This server has no port.");
  const credentials = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : "";
  const smtp: TestSmtpServer = {
    url: `smtp://${credentials}127.0.0.1:${address.port}`,
    received,
    refusal: undefined,
    async mailTo(recipient) {
      const isTheirs = (mail: ReceivedMail) => mail.recipient === recipient;
      const take = async () => {
        const index = received.findIndex(isTheirs);
        return index === -1 ? undefined : received.splice(index, 1)[0];
      };
      const mail = await poll(take, { timeoutMs: 25_000 });
      if (mail === undefined) throw new Error(`No mail to ${recipient}.`);
      return mail;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return smtp;
}

function toReceived(recipient: string, { subject = "", text = "", html = "", from }: Email): ReceivedMail {
  return { recipient, subject, text, html, from: from?.address ?? "", link: /https?:\S+/.exec(text)?.[0] ?? "" };
}
