import { afterEach, describe, expect, test } from "vitest";
import { createMailServer, type MailServer, type MailServerOptions } from "#lib/mail/mail-server.ts";
import { composeMail } from "#lib/mail/messages.ts";
import { type SmtpOptions, startSmtpServer, type TestSmtpServer } from "#tests/support/smtp.ts";

const started: TestSmtpServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((smtp) => smtp.stop()));
});

async function start(options: SmtpOptions = {}): Promise<TestSmtpServer> {
  const smtp = await startSmtpServer(options);
  started.push(smtp);
  return smtp;
}

function sender(url: string, options?: MailServerOptions): MailServer {
  const server = createMailServer({ SMTP_URL: url, MAIL_FROM: "Tidy <tidy@example.com>" }, options);
  if (server === null) throw new Error("SMTP_URL is set.");
  return server;
}

const mail = composeMail(
  { kind: "api-key-created", at: "2026-11-26T12:00:00.000Z", name: 'a "b" <script>é' },
  "https://tidy.example.com",
);

describe("a mail server", () => {
  test("gets the mail as text and as HTML, with MAIL_FROM as its sender", async () => {
    const smtp = await start();
    await sender(smtp.url).send("ann@example.com", mail);
    const received = await smtp.mailTo("ann@example.com");
    expect(received).toMatchObject({ from: "tidy@example.com", subject: "A new API key for your Tidy account" });
    expect(received.text).toContain('“a "b" <script>é” was created on 2026-11-26 at 12:00 UTC');
    expect(received.html).toContain("“a &quot;b&quot; &lt;script&gt;é”");
  });

  test("asks for the password of SMTP_URL", async () => {
    const login = { user: "tidy@example.com", password: "p@ss:w/rd" };
    const smtp = await start({ login });
    await sender(smtp.url).check();
    await sender(smtp.url).send("ann@example.com", mail);
    const wrong = sender(smtp.url.replace(/:[^:@]*@/, ":wrong@"));
    await expect(wrong.check()).rejects.toThrow("The mail server refuses the user or the password of SMTP_URL.");
    await expect(wrong.send("ann@example.com", mail)).rejects.toMatchObject({ name: "MailError", retriable: true });
  });

  test.each([
    ["recipient", 550, false],
    ["recipient", 450, true],
    ["message", 554, false],
    ["message", 451, true],
  ] as const)("that refuses the %s with %i: another attempt helps %s", async (when, code, retriable) => {
    const smtp = await start();
    smtp.refusal = { code, when };
    const error: unknown = await sender(smtp.url)
      .send("ann@example.com", mail)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "MailError", retriable, message: expect.stringContaining(String(code)) });
    expect(JSON.stringify([String(error), error])).not.toContain("ann@");
  });

  test("that says nothing costs no more than the deadline", async () => {
    const smtp = await start({ silent: true });
    const impatient = sender(smtp.url, { deadlineMs: 200 });
    await expect(impatient.send("ann@example.com", mail)).rejects.toMatchObject({ retriable: true });
    await expect(impatient.check()).rejects.toThrow("did not answer in time");
  });

  test("that is out of reach is named so", async () => {
    const smtp = await startSmtpServer();
    await smtp.stop();
    await expect(sender(smtp.url).check()).rejects.toThrow("The mail server of SMTP_URL is out of reach.");
  });

  test("must encrypt where the mail leaves this machine, unless SMTP_URL says otherwise", async () => {
    const smtp = await start();
    const required = `${smtp.url}?requireTLS=true`;
    await expect(sender(required).send("ann@example.com", mail)).rejects.toThrow("offers no valid encryption");
    // 127.0.0.1 under a name that is not obviously this machine.
    const elsewhere = smtp.url.replace("127.0.0.1", "[::ffff:127.0.0.1]");
    await expect(sender(elsewhere).send("ann@example.com", mail)).rejects.toThrow("offers no valid encryption");
    await sender(`${elsewhere}?requireTLS=false`).send("ann@example.com", mail);
    expect(smtp.received).toHaveLength(1);
  });
});

test("without SMTP_URL there is none", () => {
  expect(createMailServer({ SMTP_URL: undefined, MAIL_FROM: undefined })).toBeNull();
});
