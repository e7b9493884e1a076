import type { Page } from "@playwright/test";
import { z } from "zod";
import { apiKeysPerUser } from "#lib/auth/limits.ts";
import { dayMs } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { signInElsewhere } from "../support/other-browser.ts";
import { expect, test, visit } from "../support/test.ts";
import { everything } from "../support/todo-list.ts";

test.use({ as: "user" });

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function open(page: Page) {
  await visit(page, "/settings");
  // Known to the browser alone, so that it tells when the page is interactive.
  await expect(page.getByRole("option", { name: "Automatic (this browser: Europe/Berlin)" })).toBeAttached();
}

test("what a person chooses is saved, shown at once and there after a reload; what can't be saved says so", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/422|503|net::ERR_FAILED/);
  const longAgo = new Date(Date.now() - 5 * dayMs);
  const { id } = await services.todos.create(user, { title: "Done long ago" }, longAgo);
  await services.todos.update(user, id, { completed: true }, longAgo);
  await open(page);

  await test.step("a name keeps what was typed until it can be saved", async () => {
    await page.route("**/api/settings", (route) => route.abort());
    await page.getByLabel("Name", { exact: true }).fill("Grace Hopper");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(section(page, "Account").getByRole("alert")).toContainText("Nothing was changed. Can’t reach Tidy.");
    await page.unroute("**/api/settings");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByText("Your name is saved.")).toBeVisible();
    const { name } = await services.database.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(name).toBe("Grace Hopper");

    await page.getByLabel("Name", { exact: true }).fill("  Grace Murray Hopper ");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByRole("button", { name: "Account of Grace Murray Hopper" })).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill("   ");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByText("Tell us what to call you.")).toBeVisible();
    await expect(page.getByText("Your name is saved.")).toBeHidden();
  });

  const cleanup = section(page, "Cleanup");
  await test.step("a retention whose consequences can't be told can't be saved; asking again helps", async () => {
    const path = "**/api/settings/retention/preview";
    await page.route(path, (route) => route.fulfill({ status: 503, json: { title: "Not available" } }));
    await expect(cleanup.getByRole("radio", { name: "7 days" })).toBeChecked();
    await cleanup.getByText("3 days", { exact: true }).click();
    await expect(cleanup.getByRole("alert")).toContainText("Couldn’t check what this changes", { timeout: 15_000 });
    await expect(cleanup.getByRole("button", { name: "Clean up after 3 days" })).toBeDisabled();
    await page.unroute(path);
    await cleanup.getByRole("button", { name: "Try again" }).click();
    await expect(cleanup.getByRole("button", { name: "Clean up after 3 days" })).toBeEnabled();
  });

  await test.step("another retention says first what it changes, and takes nothing within a day", async () => {
    await expect(cleanup).toContainText("1 completed todo gets a new expiry date. The first one expires on");
    await expect(cleanup).toContainText("1 completed todo expires in a day, and none sooner");
    await cleanup.getByRole("button", { name: "Cancel" }).click();
    await expect(cleanup.getByRole("radio", { name: "7 days" })).toBeFocused();
    expect((await services.todos.get(user, id)).expiresAt).toBe(new Date(longAgo.getTime() + 7 * dayMs).toISOString());

    await cleanup.getByText("3 days", { exact: true }).click();
    const saved = Date.now();
    await cleanup.getByRole("button", { name: "Clean up after 3 days" }).click();
    await expect(page.getByTestId("announcer")).toHaveText("Saved. Completed todos stay in the list for 3 days.");
    await expect(cleanup.getByRole("radio", { name: "3 days" })).toBeFocused();
    const { expiresAt } = await services.todos.get(user, id);
    expect(Date.parse(expiresAt ?? "")).toBeGreaterThanOrEqual(saved + dayMs);

    await cleanup.getByText("Never", { exact: true }).click();
    await expect(cleanup).toContainText("1 completed todo no longer expires");
    await cleanup.getByRole("button", { name: "Never clean up" }).click();
    await expect(cleanup).toContainText("Completed todos stay in the list until you delete them.");
    expect((await services.todos.get(user, id)).expiresAt).toBeNull();
  });

  await test.step("a time zone that was chosen counts instead of the browser's", async () => {
    await page.getByLabel("Time zone").selectOption("America/New_York");
    await page.getByRole("button", { name: "Save time zone" }).click();
    await expect(page.getByText("Your time zone is saved.")).toBeVisible();
  });

  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Grace Murray Hopper");
  await expect(section(page, "Account")).toContainText(user.email);
  await expect(cleanup.getByRole("radio", { name: "Never" })).toBeChecked();
  await expect(page.getByLabel("Time zone")).toHaveValue("America/New_York");
  const signedUp = section(page, "Recent activity").locator("time");
  const instant = new Date((await signedUp.getAttribute("datetime")) ?? "");
  const options = { timeStyle: "short", timeZone: "America/New_York" } as const;
  await expect(signedUp).toHaveAttribute("title", new RegExp(instant.toLocaleTimeString("en-GB", options)));
});

test("recent activity, sessions and passwords: who is signed in is seen page by page, and sent away", async ({
  page,
  user,
  services,
  auth,
}) => {
  const first = await signInElsewhere(auth, user);
  await signInElsewhere(auth, user);
  const last = await signInElsewhere(auth, user);
  const { security } = services.auth;
  for (let count = 2; count <= 11; count += 1)
    await security.record({ kind: "sessions-ended", count, reason: "asked" }, user, null);
  await open(page);

  const activity = section(page, "Recent activity");
  await expect(activity.getByRole("listitem")).toHaveCount(10);
  await expect(activity.getByRole("listitem").first()).toContainText(/Signed out \d+ other browsers/);
  await activity.getByRole("link", { name: "Older" }).click();
  const signedIn = /Signed in.*Firefox on Windows.*from 192\.0\.2\.0\/24/;
  const created = /Account created.*from 127\.0\.0\.0\/24/;
  await expect(activity.getByRole("listitem")).toHaveText([signedIn, signedIn, signedIn, created]);
  await activity.getByRole("link", { name: "Newest" }).click();
  await expect(activity.getByRole("listitem")).toHaveCount(10);

  const sessions = section(page, "Where you are signed in");
  await test.step("sessions are told apart, and end one by one or all at once", async () => {
    await expect(sessions.getByRole("listitem")).toHaveCount(4);
    await expect(sessions.getByRole("listitem").first()).toContainText("This browser");
    await sessions.getByRole("button", { name: "Sign out Firefox on Windows" }).first().click();
    await expect(page.getByText("Signed out Firefox on Windows.")).toBeVisible();
    await expect(sessions.getByRole("listitem")).toHaveCount(3);
    await sessions.getByRole("button", { name: "Sign out everywhere else" }).click();
    await expect(page.getByText("Signed out 2 other browsers.")).toBeVisible();
    await expect(sessions.getByRole("listitem")).toHaveCount(1);
    await expect(sessions.getByRole("button")).toHaveCount(0);
    expect(await services.auth.findUserBySession(first)).toBeNull();
    expect(await services.auth.findUserBySession(last)).toBeNull();
  });

  await test.step("the password changes, other browsers are signed out, a wrong one is refused", async () => {
    const elsewhere = await signInElsewhere(auth, user);
    const password = section(page, "Password");
    await password.getByLabel("Current password").fill("wrong horse");
    await password.getByLabel("New password").fill("long horse ".repeat(20));
    await password.getByRole("button", { name: "Change password" }).click();
    await expect(password.getByText("Use at most 128 characters.")).toBeVisible();
    await password.getByLabel("Current password").fill("wrong horse");
    await password.getByLabel("New password").fill("better horse");
    await password.getByRole("button", { name: "Change password" }).click();
    await expect(password.getByText("This isn’t your password.")).toBeVisible();
    await password.getByLabel("Current password").fill(user.password);
    await password.getByLabel("New password").fill("better horse");
    await password.getByRole("button", { name: "Change password" }).click();
    await expect(password.getByText("Your password is changed")).toBeVisible();
    expect(await services.auth.findUserBySession(elsewhere)).toBeNull();
    await page.reload();
    await expect(sessions.getByRole("listitem")).toHaveCount(1);
  });
});

test("an API key lets a script in until it is revoked; the account is deleted for the right password only", async ({
  page,
  user,
  services,
  auth,
  complaints,
}) => {
  complaints.expect(/422/);
  await signInElsewhere(auth, user);
  await open(page);

  await test.step("a key is shown once, lets a script in and can be revoked", async () => {
    const keys = section(page, "API keys");
    const [referenceId, createdAt, updatedAt] = [user.id, new Date(), new Date()];
    const ids = Array.from({ length: apiKeysPerUser }, () => newId(createdAt));
    const taken = ids.map((id) => ({ id, referenceId, key: id, createdAt, updatedAt }));
    await services.database.apiKey.createMany({ data: taken });
    await keys.getByLabel("Name of the new key").fill("backup");
    await keys.getByRole("button", { name: "Create key" }).click();
    await expect(keys.getByRole("alert")).toHaveText("You have 25 keys already. Revoke one that you don’t need.");
    await expect(keys.getByLabel("Name of the new key")).not.toHaveAttribute("aria-invalid");
    await services.database.apiKey.deleteMany({ where: { referenceId } });
    await keys.getByRole("button", { name: "Create key" }).click();
    const key = (await keys.getByTestId("new-api-key").textContent()) ?? "";
    const headers = { Authorization: `Bearer ${key}` };
    const asScript = () => page.request.get("/api/settings", { headers });
    expect(z.object({ email: z.string() }).parse(await (await asScript()).json()).email).toBe(user.email);
    expect((await page.request.post("/api/todos", { headers, data: { title: "From a script" } })).status()).toBe(201);
    expect((await services.todos.list(user, everything)).items).toMatchObject([{ title: "From a script" }]);
    await page.reload();
    await expect(keys.getByText("backup", { exact: true })).toBeVisible();
    await expect(keys.getByText(key)).toBeHidden();
    await expect(keys.getByRole("link", { name: "API documentation" })).toHaveAttribute("href", "/docs");
    await keys.getByRole("button", { name: "Revoke backup" }).click();
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(page.getByText("Revoked “backup”.")).toBeVisible();
    await expect(page.getByText("You have no keys yet.")).toBeVisible();
    await expect(page.locator("#api-keys")).toBeFocused();
    expect((await asScript()).status()).toBe(401);
    await keys.getByLabel("Name of the new key").fill("laptop");
    await keys.getByRole("button", { name: "Create key" }).click();
    await expect(keys.getByTestId("new-api-key")).toBeVisible();
    await keys.getByRole("button", { name: "Revoke laptop" }).click();
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(keys.getByTestId("new-api-key")).toBeHidden();
  });

  await test.step("the page is accessible in both themes and fits a phone", async () => {
    await section(page, "Cleanup").getByText("1 day", { exact: true }).click();
    await expect(section(page, "Cleanup")).toContainText("This doesn’t affect the todos you have completed so far");
    await expectAccessible(page);
    await expectToFitPhone(page);
    await page.getByRole("button", { name: "Delete account…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, { within: "dialog[open]" });
    await expectToFitPhone(page);
  });

  await test.step("the account is deleted with everything in it", async () => {
    const dialog = page.getByRole("dialog", { name: "Delete your account?" });
    await expect(dialog.getByLabel("Your password")).toBeFocused();
    await dialog.getByLabel("Your password").fill("long horse ".repeat(20));
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await expect(dialog.getByText("No password here is longer than 128 characters.")).toBeVisible();
    await dialog.getByLabel("Your password").fill("wrong horse");
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await expect(dialog.getByText("This isn’t your password.")).toBeVisible();
    await dialog.getByLabel("Your password").fill(user.password);
    await dialog.getByLabel("Your password").press("Enter");
    await expect(page).toHaveURL(/\/sign-in$/);
    expect(await services.database.todo.count({ where: { ownerId: user.id } })).toBe(0);
    expect(await services.database.user.count({ where: { id: user.id } })).toBe(0);
    await page.goto("/settings");
    await expect(page).toHaveURL(/\/sign-in/);
  });
});
