import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Page } from "@playwright/test";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { publishedEnv } from "../support/server.ts";
import { expect as quickly, test } from "../support/test.ts";

/** A server that has just started renders each page for the first time. */
const expect = quickly.configure({ timeout: 30_000 });

const database = `tidy_setup_${randomUUID().slice(-12)}`;
let server: ChildProcess | undefined;

/** Starts Tidy as `npm start` does, on an empty database and without ADMIN_EMAILS. @returns the link that it prints. */
async function startForSetup(): Promise<string> {
  const port = await findFreePort();
  const running = spawn(process.execPath, ["scripts/start.ts"], {
    env: {
      ...inheritedEnvironment(),
      PORT: String(port),
      NODE_ENV: "production",
      DATABASE_URL: await ensureDatabase(publishedEnv().DATABASE_URL, database),
      AUTH_SECRET: randomBytes(32).toString("hex"),
      APP_URL: `http://127.0.0.1:${port}`,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  server = running;
  for await (const line of createInterface({ input: running.stdout })) {
    const link = /^ {2}(http:\S+\/setup\?token=\S+)$/.exec(line)?.[1];
    if (link !== undefined) return link;
  }
  throw new Error("npm start ended without printing a setup link.");
}

test.afterAll(async () => {
  if (server !== undefined && server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  await dropDatabase(publishedEnv().DATABASE_URL, database);
});

/** Opens the link as somebody without an account, who makes one on the way. */
async function signUpBy(link: string, page: Page, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel("Password").fill("a fine battery staple");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Set up Tidy" })).toBeVisible();
}

test.use({ actionTimeout: 30_000 });

test("the printed link makes the first account the admin, and nobody else", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const link = await startForSetup();
  await signUpBy(link, page, "Ada");
  await page.getByRole("button", { name: "Become the admin" }).click();
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(page.getByText("Clean up completed todos").first()).toBeVisible();

  const other = await browser.newContext();
  const second = await other.newPage();
  await signUpBy(link, second, "Bob");
  await second.getByRole("button", { name: "Become the admin" }).click();
  await expect(second.getByRole("alert").filter({ hasText: "This link was used already" })).toBeVisible();
  expect((await second.goto(new URL("/tasks", link).href))?.status()).toBe(404);
  await other.close();
});
