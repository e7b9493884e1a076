import { afterAll, beforeAll, expect, test } from "vitest";
import { examineMail } from "#scripts/doctor/outside/mail.ts";
import { startSmtpServer, type TestSmtpServer } from "#tests/support/smtp.ts";

let strict: TestSmtpServer;
let silent: TestSmtpServer;
beforeAll(async () => {
  [strict, silent] = await Promise.all([
    startSmtpServer({ login: { user: "tidy", password: "right" } }),
    startSmtpServer({ silent: true }),
  ]);
});
afterAll(() => Promise.all([strict.stop(), silent.stop()]));

const examine = (url: string | undefined, deadlineMs = 20_000) =>
  examineMail({ SMTP_URL: url, MAIL_FROM: "tidy@example.com" }, { deadlineMs });

test("a mail server that accepts the sign-in is fine, and gets no mail", async () => {
  expect(await examine(strict.url)).toMatchObject({ subject: "mail", level: "ok" });
  expect(strict.received).toEqual([]);
});

test("a wrong password is an error, which does not show it", async () => {
  const finding = await examine(strict.url.replace("right", "wr0ng"));
  expect(finding).toMatchObject({
    level: "error",
    message: expect.stringContaining("refuses the user or the password"),
  });
  expect(JSON.stringify(finding)).not.toContain("wr0ng");
});

test("a mail server that says nothing is an error after the deadline", async () => {
  expect(await examine(silent.url, 200)).toMatchObject({
    level: "error",
    message: expect.stringContaining("did not answer in time"),
  });
});

test("no mail server is a warning", async () => {
  expect(await examine(undefined)).toMatchObject({ level: "warning", fix: expect.stringContaining("reset-link") });
});
