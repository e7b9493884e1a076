import type { BrowserContext } from "@playwright/test";
import { createAccount } from "#lib/auth/create-account.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { press, tabTo, visitContent } from "../support/keys.ts";
import { adminAccount, publishedEnv } from "../support/server.ts";
import { authenticate, expect, test, visit } from "../support/test.ts";

test.use({ as: "admin" });

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** Lets another person use the browser: a context of their own would load and compile all scripts anew. */
async function become(context: BrowserContext, cookies: Cookies): Promise<void> {
  await context.clearCookies();
  await context.addCookies(cookies);
}

test("an admin invites somebody by a link, lets them in again by another, and ends an invite", async ({
  page,
  context,
}, testInfo) => {
  test.slow();
  const email = `guest-${testInfo.testId}-${testInfo.retry}@example.com`;
  const made = page.getByTestId("made-link");
  const size = page.viewportSize();
  const admin = await context.cookies();
  await visit(page, "/");
  await page.getByRole("button", { name: "Account of Ada Admin" }).click();
  await page.getByRole("link", { name: "Accounts" }).click();

  const revoked = `revoked-${email}`;
  const [address, role] = [page.getByLabel("Email (optional)"), page.getByLabel("Role", { exact: true })];
  await address.fill(adminAccount.email);
  await role.selectOption("admin");
  await page.getByLabel("Works for").selectOption("30");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByText("An account with this email already exists.")).toBeVisible();
  await expect(address).toHaveValue(adminAccount.email);
  await expect(role).toHaveValue("admin");
  await expect(page.getByLabel("Works for")).toHaveValue("30");
  await address.fill(revoked);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(role).toHaveValue("user");
  const ended = (await made.textContent()) ?? "";
  await page.getByRole("button", { name: `Revoke the invite for ${revoked}` }).click();
  await expect(page.getByRole("list", { name: "Open invites" }).getByText(revoked)).toBeHidden();
  await expect(made).toBeHidden();
  await expect(page.locator("#invites")).toBeFocused();
  await page.getByLabel("Email (optional)").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("list", { name: "Open invites" })).toContainText(email);
  const invite = (await made.textContent()) ?? "";
  await expectAccessible(page);
  await expectToFitPhone(page);
  if (size) await page.setViewportSize(size);

  await become(context, []);
  const refused = "This link doesn’t work any more";
  expect(await (await page.request.get(ended)).text()).toContain(refused);
  await page.goto(invite);
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await expectAccessible(page);
  // What is pasted is refused as a whole, never cut to what fits: a password manager keeps all of it.
  await page.getByLabel("Name").fill("Gus ".repeat(30));
  await page.getByLabel("Password").fill("long horse ".repeat(20));
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Use at most 100 characters.")).toBeVisible();
  await expect(page.getByText("Use at most 128 characters.")).toBeVisible();
  await page.getByLabel("Name").fill("Gus");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();
  await become(context, []);
  await page.goto(invite);
  await expect(page.getByRole("heading", { name: refused })).toBeVisible();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByText("This installation sends no mail.")).toBeVisible();

  await become(context, admin);
  await visit(page, "/accounts");
  await page.getByLabel("Email of the account").fill(revoked);
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByText("No account has the address")).toBeVisible();
  await expect(page.getByLabel("Email of the account")).toHaveValue(revoked);
  await page.getByLabel("Email of the account").fill(email);
  await page.getByRole("button", { name: "Make a link" }).click();
  const reset = (await made.filter({ hasText: "/reset-password" }).textContent()) ?? "";
  await become(context, []);
  await page.goto(reset);
  await expectAccessible(page);
  await page.getByLabel("New password").fill("long horse ".repeat(20));
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Use at most 128 characters.")).toBeVisible();
  await page.getByLabel("New password").fill("another correct horse");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Your password is changed. Sign in with it.")).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("another correct horse");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();
});

test("an admin finds an account, makes a viewer of it, signs it out and disables it by keyboard, all of which is recorded", async ({
  page,
  context,
  auth,
}, testInfo) => {
  test.slow();
  const size = page.viewportSize();
  const email = `watcher-${testInfo.testId}-${testInfo.retry}@example.com`;
  const watcher = { email, password: "correct horse", name: "Wanda Watcher" };
  await createAccount(watcher, auth);
  const admin = await context.cookies();

  await visitContent(page, "/accounts");
  await tabTo(page, page.getByLabel("Name or email"));
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=watcher/);
  await expect(page.getByRole("list", { name: "Users" }).getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);
  await expectToFitPhone(page);
  if (size) await page.setViewportSize(size);
  await press(page, page.getByRole("link", { name: "Wanda Watcher" }));
  await tabTo(page, page.getByLabel("Role of the account"));
  await page.keyboard.type("V");
  const give = page.getByRole("button", { name: "Give this role" });
  await press(page, give);
  await expect(page.getByText("The role is changed. It counts at once.")).toBeVisible();
  await expect(give).toBeFocused();
  await expectAccessible(page);
  const account = page.url();

  await become(context, []);
  await authenticate(auth, context, "sign-in", watcher);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const visitList = () => fetch(publishedEnv().APP_URL, { headers: { cookie }, redirect: "manual" });
  await visit(page, "/tasks");
  await expect(page.getByRole("heading", { name: "Tasks", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "All tasks" }).getByRole("article").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Run now|Pause/ })).toHaveCount(0);
  expect((await visitList()).status).toBe(200);

  await become(context, admin);
  await visitContent(page, account);
  await press(page, page.getByRole("button", { name: "End all sessions" }));
  await expect(page.getByText("Signed out of one browser.")).toBeVisible();
  const sentAway = await visitList();
  expect([sentAway.status, sentAway.headers.get("location")]).toEqual([307, expect.stringContaining("/sign-in")]);
  await press(page, page.getByRole("button", { name: "Disable the account" }));
  await expect(page.getByRole("status").filter({ hasText: "The account is disabled." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Enable the account" })).toBeFocused();
  await page.getByRole("link", { name: "What Wanda Watcher did" }).click();
  const acts = page.getByRole("list", { name: "Acts of operators" }).getByRole("listitem");
  await expect(acts).toHaveText([/Disabled an account/, /Ended sessions/, /Changed a role.*role: Viewer.*Ada Admin/]);
  await tabTo(page, page.getByLabel("Action"));
  await page.keyboard.type("Cha");
  await press(page, page.getByRole("button", { name: "Show", exact: true }));
  await expect(acts).toHaveText([/Changed a role/]);
  await expectAccessible(page);
  await expectToFitPhone(page);

  await become(context, []);
  await page.goto("/sign-in?next=/tasks");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(watcher.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("This account is disabled. Ask the person who runs this installation.")).toBeVisible();
});
