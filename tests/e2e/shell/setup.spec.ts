import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { startTraceCollector, type TraceCollector } from "#tests/support/monitors/trace-collector.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { publishedEnv } from "../support/server.ts";
import { expect as quickly, test } from "../support/test.ts";

/** A server that has just started renders each page for the first time. */
const expect = quickly.configure({ timeout: 30_000 });

const database = `tidy_setup_${randomUUID().slice(-12)}`;
let server: ChildProcess | undefined;

/**
 * Starts Tidy as `npm start` does, on an empty database and without ADMIN_EMAILS, at an address by http as in a home
 * network. @returns the link that it prints.
 */
async function startForSetup(collector: TraceCollector): Promise<string> {
  const port = await findFreePort();
  const running = spawn(process.execPath, ["scripts/start.ts"], {
    env: {
      ...inheritedEnvironment(),
      PORT: String(port),
      NODE_ENV: "production",
      DATABASE_URL: await ensureDatabase(publishedEnv().DATABASE_URL, database),
      AUTH_SECRET: randomBytes(32).toString("hex"),
      APP_URL: `http://tidy.home.arpa:${port}`,
      LOG_LEVEL: "error",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "100",
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

test.use({ actionTimeout: 30_000, alone: true });

/**
 * Adds a todo and copies a new API key: actions that need cookies, ids, storage, sending by one tab, and the clipboard.
 */
async function useWithoutHttps(page: Page): Promise<void> {
  await page.goto(new URL("/", page.url()).href);
  expect(await page.evaluate(() => [window.isSecureContext, "locks" in navigator])).toEqual([false, false]);
  await page.getByLabel("New todo").fill("Water the plants");
  await page.keyboard.press("Enter");
  await expect.poll(() => titlesOf(page)).toEqual(["Water the plants"]);
  await page.goto(new URL("/settings", page.url()).href);
  const keys = page.getByRole("region", { name: "API keys" });
  await keys.getByLabel("Name of the new key").fill("phone");
  await keys.getByRole("button", { name: "Create key" }).click();
  await keys.getByRole("button", { name: "Copy" }).click();
  await expect(keys.getByText("Copied")).toBeVisible();
}

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

/** Searches within a trace that began elsewhere: its spans lead down to the statements, and nothing shows the words. */
async function traceSearch(page: Page, collector: TraceCollector): Promise<void> {
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  const search = (init: RequestInit) => fetch("/api/todos?q=Water%20the%20secret", init).then(({ status }) => status);
  expect(await page.evaluate(search, { headers })).toBe(200);
  const spans = () => collector.spans().filter((span) => span.traceId === traceId);
  await expect.poll(() => spans().map(({ name }) => name)).toContain("GET /api/todos");
  expect(spans().filter(({ name }) => /^SELECT .*\btodo\b/.test(name))).toHaveLength(1);
  const ids = new Set(["00f067aa0ba902b7", ...spans().map(({ spanId }) => spanId)]);
  expect(spans().filter(({ parentSpanId = "" }) => !ids.has(parentSpanId))).toEqual([]);
  expect(collector.text()).not.toMatch(/secret/);
}

const todosSchema = z.object({ items: z.array(z.object({ title: z.string() })) });

/** As the server has them. Asked by the page, since only the browser knows the address. */
async function titlesOf(page: Page): Promise<string[]> {
  const answer = await page.evaluate(async () => await (await fetch("/api/todos")).json());
  return todosSchema.parse(answer).items.map(({ title }) => title);
}

test("the printed link makes the first account the admin, and nobody else", async ({ page, browser, complaints }) => {
  test.setTimeout(180_000);
  // Browsers say so of each page by http.
  complaints.expect(/Cross-Origin-Opener-Policy|untrustworthy/);
  const collector = await startTraceCollector();
  const link = await startForSetup(collector);
  await signUpBy(link, page, "Ada");
  await page.getByRole("button", { name: "Become the admin" }).click();
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(page.getByText("Clean up completed todos").first()).toBeVisible();

  await useWithoutHttps(page);
  await traceSearch(page, collector);

  const other = await browser.newContext();
  const second = await other.newPage();
  await signUpBy(link, second, "Bob");
  await second.getByRole("button", { name: "Become the admin" }).click();
  await expect(second.getByRole("alert").filter({ hasText: "This link was used already" })).toBeVisible();
  expect((await second.goto(new URL("/tasks", link).href))?.status()).toBe(404);
  await other.close();
  collector.close();
});
