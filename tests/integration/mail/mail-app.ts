import { afterAll, beforeAll } from "vitest";
import { type App, createApp } from "#lib/composition/create-app.ts";
import type { Database } from "#lib/db/client.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { cheapHashing } from "#tests/support/sessions.ts";
import { startSmtpServer, type TestSmtpServer } from "#tests/support/smtp.ts";

export interface MailApp {
  readonly app: App;
  readonly db: Database;
  readonly smtp: TestSmtpServer;
  /** The token of the link in the next mail to somebody. */
  tokenFor(recipient: string): Promise<string>;
}

/** An app that sends mail to an SMTP server of its own, and executes tasks by the embedded engine. */
export function setUpMailApp(variables: Readonly<Record<string, string>> = {}): MailApp {
  const database = setUpTestDatabase();
  let smtp: TestSmtpServer | undefined;
  let app: App | undefined;
  beforeAll(async () => {
    smtp = await startSmtpServer();
    const mail = { SMTP_URL: smtp.url, MAIL_FROM: "tidy@example.com" };
    app = createApp(testEnv(database.url, { ...mail, ...variables }), { hashing: cheapHashing });
    await app.start();
  });
  afterAll(async () => {
    await app?.close();
    await smtp?.stop();
  });
  const parts = () => {
    if (app === undefined || smtp === undefined) throw new Error("The app exists inside hooks and tests only.");
    return { app, smtp };
  };
  return {
    get app() {
      return parts().app;
    },
    get smtp() {
      return parts().smtp;
    },
    get db() {
      return database.db;
    },
    tokenFor: async (recipient) => tokenOf((await parts().smtp.mailTo(recipient)).link),
  };
}

/** The token in a link. */
export function tokenOf(link: string): string {
  return new URL(link).searchParams.get("token") ?? "";
}
