import { createAccount } from "#lib/auth/create-account.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";

test.describe("an admin", () => {
  test.use({ as: "admin" });

  test("invites somebody by a link, and lets them in again by another", async ({
    page,
    browser,
    baseURL,
  }, testInfo) => {
    test.slow();
    const email = `guest-${testInfo.testId}-${testInfo.retry}@example.com`;
    await visit(page, "/");
    await page.getByRole("button", { name: "Account of Ada Admin" }).click();
    await page.getByRole("link", { name: "Accounts" }).click();
    await page.getByLabel("Email (optional)").fill(email);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const invite = (await page.getByTestId("made-link").textContent()) ?? "";
    await expect(page.getByRole("list", { name: "Open invites" })).toContainText(email);
    await expectAccessible(page);

    const guestBrowser = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    const guest = await guestBrowser.newPage();
    await guest.goto(invite);
    await expect(guest.getByLabel("Email")).toHaveValue(email);
    await expectAccessible(guest);
    await guest.getByLabel("Name").fill("Gus");
    await guest.getByLabel("Password").fill("correct horse");
    await guest.getByRole("button", { name: "Create account" }).click();
    await expect(guest.getByRole("heading", { name: "Todos" })).toBeVisible();
    await guest.context().clearCookies();
    await guest.goto(invite);
    await expect(guest.getByRole("heading", { name: "This link doesn’t work any more" })).toBeVisible();
    await guest.goto("/sign-in");
    await guest.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(guest.getByText("This installation sends no mail.")).toBeVisible();

    await page.getByLabel("Email of the account").fill(email);
    await page.getByRole("button", { name: "Make a link" }).click();
    const reset = page.getByTestId("made-link").filter({ hasText: "/reset-password" });
    await guest.goto((await reset.textContent()) ?? "");
    await expectAccessible(guest);
    await guest.getByLabel("New password").fill("another correct horse");
    await guest.getByRole("button", { name: "Save the new password" }).click();
    await expect(guest.getByText("Your password is changed. Sign in with it.")).toBeVisible();
    await guest.getByLabel("Email").fill(email);
    await guest.getByLabel("Password").fill("another correct horse");
    await guest.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(guest.getByRole("heading", { name: "Todos" })).toBeVisible();
    await guestBrowser.close();
    await expectToFitPhone(page);
  });

  test("finds an account, makes a viewer of it, signs it out and disables it, all of which is recorded", async ({
    page,
    browser,
    baseURL,
    auth,
  }, testInfo) => {
    test.slow();
    const email = `watcher-${testInfo.testId}-${testInfo.retry}@example.com`;
    await createAccount({ email, password: "correct horse", name: "Wanda Watcher" }, auth);
    const guestBrowser = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    const guest = await guestBrowser.newPage();
    const signIn = async () => {
      await guest.goto("/sign-in?next=/tasks");
      await guest.getByLabel("Email").fill(email);
      await guest.getByLabel("Password").fill("correct horse");
      await guest.getByRole("button", { name: "Sign in", exact: true }).click();
    };

    await visit(page, "/accounts");
    await page.getByLabel("Name or email").fill(email);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("list", { name: "Users" }).getByRole("listitem")).toHaveCount(1);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Wanda Watcher" }).click();
    await page.getByLabel("Role of the account").selectOption("viewer");
    await page.getByRole("button", { name: "Give this role" }).click();
    await expect(page.getByText("The role is changed. It counts at once.")).toBeVisible();
    await expectAccessible(page);

    await signIn();
    await expect(guest.getByRole("heading", { name: "Tasks", exact: true })).toBeVisible();
    await expect(guest.getByRole("region", { name: "All tasks" }).getByRole("article").first()).toBeVisible();
    await expect(guest.getByRole("button", { name: /Run now|Pause/ })).toHaveCount(0);

    await page.getByRole("button", { name: "End all sessions" }).click();
    await expect(page.getByText("Signed out of one browser.")).toBeVisible();
    await guest.goto("/");
    await expect(guest).toHaveURL(/sign-in/);
    await page.getByRole("button", { name: "Disable the account" }).click();
    await expect(page.getByRole("button", { name: "Enable the account" })).toBeVisible();
    await signIn();
    await expect(guest.getByText("This account is disabled. Ask the person who runs this installation.")).toBeVisible();
    await guestBrowser.close();

    await page.getByRole("link", { name: "What Wanda Watcher did" }).click();
    const acts = page.getByRole("list", { name: "Acts of operators" }).getByRole("listitem");
    await expect(acts).toHaveText([/Disabled an account/, /Ended sessions/, /Changed a role.*role: Viewer.*Ada Admin/]);
    await page.getByLabel("Action").selectOption("Changed a role");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(acts).toHaveText([/Changed a role/]);
    await expectAccessible(page);
    await expectToFitPhone(page);
    await visit(page, "/accounts");
    await expectToFitPhone(page);
  });

  test("ends an invite", async ({ page }, testInfo) => {
    const email = `revoked-${testInfo.testId}-${testInfo.retry}@example.com`;
    await visit(page, "/accounts");
    await page.getByLabel("Email (optional)").fill(email);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const link = (await page.getByTestId("made-link").textContent()) ?? "";
    await page.getByRole("button", { name: `Revoke the invite for ${email}` }).click();
    await expect(page.getByRole("list", { name: "Open invites" }).getByText(email)).toBeHidden();
    await page.context().clearCookies();
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This link doesn’t work any more" })).toBeVisible();
  });
});
