import { zoneCookie } from "#app/_client/browser-cookies.ts";
import { expectAccessible, expectNoOrientationLock, expectToFitPhone } from "../support/accessibility.ts";
import { publishedEnv } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

test("signed-out visitors reach only sign-in, sign-up, the API's description and health", async ({ page }) => {
  for (const path of ["/", "/trash", "/tasks", "/settings", "/?status=open&q=milk"]) {
    const answer = await page.request.get(path);
    const next = path === "/" ? "" : `?${new URLSearchParams({ next: path })}`;
    expect(answer.url(), path).toBe(`${publishedEnv().APP_URL}/sign-in${next}`);
  }
  for (const path of ["/api/todos", "/api/trash", "/api/tasks", "/api/runs"]) {
    expect((await page.request.get(path)).status(), path).toBe(401);
  }
  for (const path of ["/sign-in", "/sign-up", "/api/health/live", "/api/health/ready"]) {
    expect((await page.request.get(path)).status(), path).toBe(200);
  }
});

test("signing up, out and in again leads where one wanted to go, never elsewhere; a wrong password says what to do", async ({
  page,
}, testInfo) => {
  const email = `new-${testInfo.testId}-${testInfo.repeatEachIndex}@example.com`;
  const alert = page.getByRole("alert").filter({ hasText: "Wrong email or password" });
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
  const signedIn = await page.request.get("/sign-in?next=https://evil.example");
  expect(signedIn.url()).toBe(`${publishedEnv().APP_URL}/`);
  await page.getByRole("button", { name: "Account of Nina" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  await page.goto("/sign-in?next=//evil.example");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("wrong horse");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(alert).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();
  await expect(page).toHaveURL("/");
});

test("sign-in and sign-up are accessible and fit the smallest phone", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectToFitPhone(page);
  }
  await expectNoOrientationLock(page);
});
