import type { Page } from "@playwright/test";
import { z } from "zod";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect as quickly, test } from "../support/test.ts";
import { asHome, bea, cleo, linkOf, makeAccount, signInAs } from "./home-people.ts";
import { type HomeServer, startHomeServer } from "./home-server.ts";
import { traceSearch } from "./traced-search.ts";

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

/** The message that took the place of a form. */
const told = (page: Page, text: string) => page.locator("[tabindex='-1']").filter({ hasText: text });

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
  await expect(told(page, "We sent it to Boss@example.com")).toBeFocused();
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
  await page.goto(await linkOf(home, "boss@example.com", "Choose a new password"));
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
  await page.goto(await linkOf(home, "boss@example.com", "Allow another address"));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Allow this change" }).click();
  await expect(told(page, "We mailed a link to chief@example.com.")).toBeFocused();

  // In a browser where somebody else is signed in meanwhile.
  await makeAccount(home, bea);
  await page.evaluate(signInAs, bea);
  await page.goto(await linkOf(home, "chief@example.com", "Confirm your address"));
  await expect(heading(page, "This link is for another account")).toBeVisible();
  expect(await page.locator("main").textContent()).not.toMatch(/boss|chief/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in to that account" }).click();
  await signIn(page, "boss@example.com", "another correct horse");
  await page.getByRole("button", { name: "Use this address" }).click();
  await expect(page.getByText("Your address is chief@example.com now.")).toBeVisible();
  await expectToFitPhone(page);
});

const ann = { sub: "ann", email: "ann@corp.example", email_verified: true, name: "Ann", groups: ["tidy-ops"] };

test("at a provider people sign in, are told why not, link and unlink it, and delete an account without a password", async ({
  page,
  complaints,
}) => {
  complaints.expect(/status of 403/);
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
  // The page stays open for longer than the sign-in proves who they are.
  const createdAt = new Date(Date.now() - 11 * 60_000);
  await asHome(home, (database) => database.session.updateMany({ data: { createdAt } }));
  const again = page.getByRole("link", { name: "Sign in again with Example Ltd." });
  await page.getByRole("button", { name: "Delete account…" }).click();
  await expect(page.getByLabel("Your password")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("dialog").filter({ hasText: "Nothing was deleted." }).locator(again)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  const email = page.getByRole("region", { name: "Email", exact: true });
  await email.getByLabel("New email").fill("ann@home.example");
  await email.getByRole("button", { name: "Change email" }).click();
  await expect(email.locator("[tabindex='-1']").filter({ has: again })).toBeFocused();
  await email.locator(again).click();
  await page.getByRole("button", { name: "Delete account…" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL(`${origin}/sign-in`);

  await makeAccount(home, cleo);
  await forget(page);
  await signIn(page, cleo.email, cleo.password);
  await expect(heading(page, "Todos")).toBeVisible();
  oidc.person = { ...ann, sub: "cleo", email: cleo.email };
  await page.goto(`${origin}/settings`);
  await providers.getByRole("button", { name: "Link Example Ltd." }).click();
  await expect(providers.getByText("Linked", { exact: true })).toBeVisible();
  await expect(page.getByText("Example Ltd. linked as a way to sign in")).toBeVisible();
  await providers.getByRole("button", { name: "Unlink Example Ltd." }).click();
  await expect(providers.getByText("Not linked")).toBeVisible();
  await expect(providers.getByRole("list")).toBeFocused();

  await oidc.stop();
  await forget(page);
  await page.goto(`${origin}/sign-in`);
  await button.click();
  await expect(heading(page, "Example Ltd. doesn’t answer")).toBeVisible();
});
