import { expect, test } from "vitest";
import { createAccount } from "#lib/auth/create-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { cheapHashing, password } from "#tests/support/sessions.ts";
import { startSmtpServer } from "#tests/support/smtp.ts";

const database = setUpTestDatabase();

test("where no process stays, a mail is sent after the answer to the request that it belongs to", async () => {
  const smtp = await startSmtpServer();
  const afterwards: Promise<void>[] = [];
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: "tidy@example.com" };
  const env = testEnv(database.url, { TASK_EXECUTION: "request", ...mail });
  const after = async (work: Promise<void>) => void afterwards.push(work);
  const app = createApp(env, { database: database.db, after, hashing: cheapHashing });
  try {
    await createAccount({ email: "ann@example.com", password, name: "Ann" }, app.auth);
    await app.auth.requestPasswordReset({ email: "ann@example.com", from: null }, new Date());
    expect(afterwards).toHaveLength(1);
    await Promise.all(afterwards);
    expect(smtp.received.map(({ recipient }) => recipient)).toEqual(["ann@example.com"]);
    expect(await database.db.outgoingMail.count()).toBe(0);
  } finally {
    await app.stop();
    await smtp.stop();
  }
});
