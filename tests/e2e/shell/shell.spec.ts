import { showIn } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";

test("pages name the scripts that may run, and cannot be framed", async ({ page }) => {
  const policies = new Set<string>();
  for (const path of ["/sign-in", "/sign-up", "/docs"]) {
    const headers = (await page.goto(path))?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-powered-by"]).toBeUndefined();
    policies.add(policy);
  }
  expect(policies.size, "each page has a nonce of its own").toBe(3);
});

test("code that got into the markup does not run", async ({ page, complaints }) => {
  complaints.expect(/Content Security Policy/);
  await page.goto("/sign-in");
  const refused = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
        document.body.insertAdjacentHTML(
          "beforeend",
          `<img src="data:," alt="" onerror="document.title = 'Taken over'">`,
        );
      }),
  );
  expect(await refused).toBe("script-src-attr");
  await expect(page).toHaveTitle("Sign in · Tidy");
});

test.describe("signed in", () => {
  test.use({ as: "user" });

  test("the theme follows the system, or the choice of this browser", async ({ page, user }) => {
    await page.goto("/");
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await showIn(page, "light");
    const light = await background();
    await showIn(page, "dark");
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.getByRole("button", { name: `Account of ${user.name}` }).click();
    const saved = page.waitForResponse("**/api/settings/theme");
    await page.getByText("Light", { exact: true }).click();
    await expect.poll(background).toBe(light);
    await saved;
    await page.reload();
    await expect.poll(background).toBe(light);
    await page.getByRole("button", { name: `Account of ${user.name}` }).click();
    await expect(page.getByLabel("Light")).toBeChecked();
    await page.getByText("System", { exact: true }).click();
    await expect.poll(background).toBe(dark);
  });

  test("a theme that can't be saved says so, and can be saved after all", async ({ page, user, complaints }) => {
    complaints.expect(/net::ERR_FAILED/);
    await page.route("**/api/settings/theme", (route) => route.abort());
    await page.goto("/");
    await page.getByRole("button", { name: `Account of ${user.name}` }).click();
    await page.getByText("Dark", { exact: true }).click();
    await expect(page.getByText("The theme isn’t saved.")).toBeVisible();
    await page.unroute("**/api/settings/theme");
    const saved = page.waitForResponse("**/api/settings/theme");
    await page.getByRole("button", { name: "Retry" }).click();
    await saved;
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });

  test("an unknown address says so and leads back", async ({ page, complaints }) => {
    complaints.expect(/status of 404/);
    expect((await page.goto("/nowhere"))?.status()).toBe(404);
    await page.getByRole("link", { name: "Go to your todos" }).click();
    await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();
  });
});
