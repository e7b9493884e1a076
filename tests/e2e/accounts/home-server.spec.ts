import type { Page } from "@playwright/test";
import { z } from "zod";
import { createAuth } from "#lib/auth/auth.ts";
import { createAccount } from "#lib/auth/create-account.ts";
import { createDatabase } from "#lib/db/client.ts";
import type { TraceCollector } from "#tests/support/monitors/trace-collector.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { publishedEnv } from "../support/server.ts";
import { expect as quickly, test } from "../support/test.ts";
import { type HomeServer, startHomeServer } from "./home-server.ts";

/** A server that has just started renders each page for the first time. */
const expect = quickly.configure({ timeout: 30_000 });

// One after the other by one worker, since the others would start a server too. None needs what another one leaves.
test.describe.configure({ mode: "default" });
test.use({ actionTimeout: 30_000 });

let home: HomeServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  home = await startHomeServer();
});
test.afterAll(() => home.stop());

test.beforeEach(({ complaints }) => {
  test.setTimeout(180_000);
  // Browsers say so of each page by http.
  complaints.expect(/Cross-Origin-Opener-Policy|untrustworthy/);
});

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Leaves all sites, as somebody else at the same machine would find them. */
const forget = (page: Page) => page.context().clearCookies();

const heading = (page: Page, name: string) => page.getByRole("heading", { name });

/** Opens the setup link as somebody without an account, who makes one on the way. */
async function signUpBySetupLink(page: Page, name: string): Promise<void> {
  await page.goto(home.setupLink);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel("Password").fill("a fine battery staple");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(heading(page, "Set up Tidy")).toBeVisible();
}

test("the printed link makes the first account the admin, and nobody else", async ({ page, complaints }) => {
  complaints.expect(/status of 404/);
  await signUpBySetupLink(page, "Bob");
  const bob = await page.context().cookies();
  await forget(page);
  await signUpBySetupLink(page, "Ada");
  await page.getByRole("button", { name: "Become the admin" }).click();
  await expect(page).toHaveURL(/\/tasks$/);
  await expect(page.getByText("Clean up completed todos").first()).toBeVisible();

  await useWithoutHttps(page);
  await traceSearch(page, home.collector);

  await forget(page);
  await page.context().addCookies(bob);
  await page.goto(home.setupLink);
  await page.getByRole("button", { name: "Become the admin" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This link was used already" })).toBeVisible();
  expect((await page.goto(`${home.origin}/tasks`))?.status()).toBe(404);
});

/**
 * Adds a todo and copies a new API key: actions that need cookies, ids, storage, sending by one tab, and the clipboard.
 */
async function useWithoutHttps(page: Page): Promise<void> {
  await page.goto(home.origin);
  expect(await page.evaluate(() => [window.isSecureContext, "locks" in navigator])).toEqual([false, false]);
  await page.getByLabel("New todo").fill("Water the plants");
  await page.keyboard.press("Enter");
  await expect.poll(() => titlesOf(page)).toEqual(["Water the plants"]);
  await page.goto(`${home.origin}/settings`);
  const keys = page.getByRole("region", { name: "API keys" });
  const scopes = keys.getByRole("group", { name: "What it may do" });
  const [name, days] = [keys.getByLabel("Name of the new key"), keys.getByLabel("Works for")];
  await name.fill("phone");
  await days.selectOption("30");
  await scopes.getByLabel("Todos and settings").uncheck();
  await keys.getByRole("button", { name: "Create key" }).click();
  await expect(scopes).toHaveAccessibleDescription("Choose what the key may do.");
  await expect(name).not.toHaveAttribute("aria-invalid");
  await expect(name).toHaveValue("phone");
  await expect(days).toHaveValue("30");
  await expect(scopes.getByLabel("Todos and settings")).not.toBeChecked();
  await scopes.getByLabel("Todos and settings").check();
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

test("by mail, an account begins with its address, is opened again after its password is forgotten, and moves", async ({
  page,
}) => {
  const { origin, smtp } = home;
  await page.goto(`${origin}/sign-up`);
  await expectAccessible(page);
  await page.getByLabel("Email").fill("Boss@example.com");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "We sent it to Boss@example.com" })).toBeVisible();
  await page.goto((await smtp.mailTo("boss@example.com")).link);
  await page.getByLabel("Name").fill("Bo");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(heading(page, "Todos")).toBeVisible();

  await forget(page);
  await page.goto(`${origin}/forgot-password`);
  await page.getByLabel("Email").fill("boss@example.com");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "If an account has this address" })).toBeVisible();
  await page.goto(await linkOf("boss@example.com", "Choose a new password"));
  await page.getByLabel("New password").fill("another correct horse");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Your password is changed. Sign in with it.")).toBeVisible();
  await signIn(page, "boss@example.com", "another correct horse");
  await expect(heading(page, "Todos")).toBeVisible();

  await page.goto(`${origin}/settings`);
  const email = page.getByRole("region", { name: "Email", exact: true });
  await expect(email.getByText("Confirmed")).toBeVisible();
  await email.getByLabel("New email").fill("chief@example.com");
  await email.getByLabel("Your password").fill("wrong horse");
  await email.getByRole("button", { name: "Change email" }).click();
  await expect(email.getByText("This isn’t your password.")).toBeVisible();
  await expect(email.getByLabel("New email")).toHaveValue("chief@example.com");
  await email.getByLabel("Your password").fill("another correct horse");
  await email.getByRole("button", { name: "Change email" }).click();
  await expect(email.getByText("We mailed a link to boss@example.com.")).toBeVisible();
  await expectAccessible(page, { within: "section:has([name=newEmail])" });
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
    const mail = await home.smtp.mailTo(recipient);
    if (mail.subject.startsWith(subject)) return mail.link;
  }
}

const ann = { sub: "ann", email: "ann@corp.example", email_verified: true, name: "Ann", groups: ["tidy-ops"] };
const bea = { name: "Bea", email: "bea@corp.example", password: "correct horse" };

test("at a provider people sign in, are told why not, link and unlink it, and delete an account without a password", async ({
  page,
}) => {
  const { origin, oidc } = home;
  const button = page.getByRole("link", { name: "Continue with Example Ltd." });

  // A link on another site signs nobody in: it leads to a page where they may want it.
  const elsewhere = await page.request.get(`${home.localOrigin}/sign-in/with/company?next=%2Ftrash`, {
    headers: { "sec-fetch-site": "cross-site" },
    maxRedirects: 0,
  });
  expect([elsewhere.status(), elsewhere.headers().location]).toEqual([303, "/sign-in?next=%2Ftrash"]);

  oidc.person = { ...ann, email_verified: false };
  await page.goto(`${origin}/sign-in?next=/trash`);
  await expectAccessible(page);
  await expectToFitPhone(page);
  await button.click();
  await expect(heading(page, "You are not signed in")).toBeVisible();
  await expect(page.getByText("Example Ltd. has not checked that your email address is yours.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to the sign-in page" }).click();

  oidc.person = ann;
  await forget(page);
  await page.goto(`${origin}/sign-in?next=/trash`);
  await button.click();
  await expect(heading(page, "Trash")).toBeVisible();
  // The group makes a viewer, who sees the console.
  await expect(page.getByRole("link", { name: "Tasks" })).toBeVisible();

  await page.goto(`${origin}/settings`);
  const providers = page.getByRole("region", { name: "Sign in with" });
  await expect(providers.getByText("Your only way to sign in")).toBeVisible();
  await expect(page.getByRole("region", { name: "Password", exact: true })).toHaveCount(0);
  await expect(page.getByText("Account created by signing in at Example Ltd.")).toBeVisible();
  await expectAccessible(page, { within: "main" });
  await page.getByRole("button", { name: "Delete account…" }).click();
  await expect(page.getByLabel("Your password")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL(`${origin}/sign-in`);

  await createBea();
  await forget(page);
  await signIn(page, bea.email, bea.password);
  await expect(heading(page, "Todos")).toBeVisible();
  oidc.person = { ...ann, sub: "bea", email: bea.email };
  await page.goto(`${origin}/settings`);
  await providers.getByRole("button", { name: "Link Example Ltd." }).click();
  await expect(providers.getByText("Linked", { exact: true })).toBeVisible();
  await expect(page.getByText("Example Ltd. linked as a way to sign in")).toBeVisible();
  await providers.getByRole("button", { name: "Unlink Example Ltd." }).click();
  await expect(providers.getByText("Not linked")).toBeVisible();

  await oidc.stop();
  await forget(page);
  await page.goto(`${origin}/sign-in`);
  await button.click();
  await expect(heading(page, "Example Ltd. doesn’t answer")).toBeVisible();
});

/** An account with a password, as an operator makes one. */
async function createBea(): Promise<void> {
  const database = createDatabase({ url: home.databaseUrl, kind: "batch" });
  await createAccount(bea, createAuth({ database, env: publishedEnv() }));
  await database.$disconnect();
}
