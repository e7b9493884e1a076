import type { Page } from "@playwright/test";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { ensureDatabase } from "#lib/db/server-databases.ts";
import type { Child } from "#scripts/runtime/child.ts";
import { nextGraceMs, probeUrl, startNext, waitUntilAnswering } from "#scripts/runtime/next-server.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { startSmtpServer, type TestSmtpServer } from "#tests/support/smtp.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { publishedEnv, serverEnvironment } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** The server of the other tests sends no mail. This one does, to an SMTP server of its own. */
let origin = "";
let smtp: TestSmtpServer;
let next: Child;

test.use({ alone: true });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  smtp = await startSmtpServer();
  const databaseUrl = await ensureDatabase(publishedEnv().DATABASE_URL, `tidy_e2e_mail_${process.pid}`);
  await applyMigrations(databaseUrl);
  const port = await findFreePort();
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: "Tidy <tidy@example.com>", DEMO_MODE: "0" };
  const env = { ...serverEnvironment({ databaseUrl, port, demoEmail: "boss@example.com" }), ...mail };
  origin = env.APP_URL;
  next = startNext({ mode: "start", port, host: "127.0.0.1", env: { ...inheritedEnvironment(), ...env } });
  expect(await waitUntilAnswering(next, probeUrl(port), new AbortController().signal)).toBe(true);
});

test.afterAll(async () => {
  await next.stop({ graceMs: nextGraceMs, forced: new AbortController().signal });
  await smtp.stop();
});

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("an account begins with its address, is opened again after its password is forgotten, and moves to another address", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto(`${origin}/sign-up`);
  await expectAccessible(page);
  await page.getByLabel("Email").fill("Boss@example.com");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "We sent it to Boss@example.com" })).toBeVisible();
  await page.goto((await smtp.mailTo("boss@example.com")).link);
  await page.getByLabel("Name").fill("Bo");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create account" }).click();
  // The address is proven, and in ADMIN_EMAILS.
  await expect(page.getByRole("link", { name: "Tasks" })).toBeVisible();

  await page.context().clearCookies();
  await page.goto(`${origin}/forgot-password`);
  await page.getByLabel("Email").fill("boss@example.com");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "If an account has this address" })).toBeVisible();
  await page.goto(await linkOf("boss@example.com", "Choose a new password"));
  await page.getByLabel("New password").fill("another correct horse");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Your password is changed. Sign in with it.")).toBeVisible();
  await signIn(page, "boss@example.com", "another correct horse");
  await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();

  await page.goto(`${origin}/settings`);
  const email = page.getByRole("region", { name: "Email", exact: true });
  await expect(email.getByText("Confirmed")).toBeVisible();
  await email.getByLabel("New email").fill("chief@example.com");
  await email.getByLabel("Your password").fill("another correct horse");
  await email.getByRole("button", { name: "Change email" }).click();
  await expect(email.getByText("We mailed a link to boss@example.com.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(await linkOf("boss@example.com", "Allow another address"));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Allow this change" }).click();
  await expect(page.getByText("We mailed a link to chief@example.com.")).toBeVisible();
  await page.goto(await linkOf("chief@example.com", "Confirm your address"));
  await page.getByRole("button", { name: "Use this address" }).click();
  await expect(page.getByText("Your address is chief@example.com now.")).toBeVisible();
  await expectToFitPhone(page);
});

/** The link of the mail with a subject; notices to the same address are left out. */
async function linkOf(recipient: string, subject: string): Promise<string> {
  for (;;) {
    const mail = await smtp.mailTo(recipient);
    if (mail.subject.startsWith(subject)) return mail.link;
  }
}
