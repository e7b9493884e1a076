import { zoneCookie } from "#app/_client/browser-cookies.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";

test("signed-out visitors reach only sign-in, sign-up, the API's description and health", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  for (const path of ["/trash", "/tasks", "/settings", "/?status=open&q=milk"]) {
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?${new URLSearchParams({ next: path })}`);
  }
  for (const path of ["/api/todos", "/api/trash", "/api/tasks", "/api/runs"]) {
    expect((await page.request.get(path)).status(), path).toBe(401);
  }
  for (const path of ["/sign-in", "/sign-up", "/api/health/live", "/api/health/ready"]) {
    expect((await page.request.get(path)).status(), path).toBe(200);
  }
});

test("signing up, out and in again leads where one wanted to go", async ({ page }, testInfo) => {
  const email = `new-${testInfo.testId}-${testInfo.repeatEachIndex}@example.com`;
  await page.goto("/trash");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill("Nina");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/trash");
  expect(await page.context().cookies()).toContainEqual(
    expect.objectContaining({ name: zoneCookie, value: "Europe/Berlin" }),
  );
  await page.getByRole("button", { name: "Account of Nina" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();
});

test.describe("with an account", () => {
  test.use({ as: "user" });

  test("a wrong password says what to do, and keeps what was typed", async ({ page, user }) => {
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(user.email);
    await page.getByLabel("Password").fill("wrong horse");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Wrong email or password" })).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(user.email);
  });

  test("an address elsewhere is never followed after signing in", async ({ page, user }) => {
    await page.goto("/sign-in?next=https://evil.example");
    await expect(page).toHaveURL("/");
    await page.context().clearCookies();
    await page.goto("/sign-in?next=//evil.example");
    await page.getByLabel("Email").fill(user.email);
    await page.getByLabel("Password").fill(user.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL("/");
  });
});

test("sign-in and sign-up are accessible and fit the smallest phone", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectToFitPhone(page);
  }
});
