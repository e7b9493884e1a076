import { showIn } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";

test("pages name the scripts that may run, and cannot be framed", async ({ page }) => {
  const policies = new Set<string>();
  for (const path of ["/sign-in", "/sign-up", "/docs"]) {
    const headers = (await page.request.get(path)).headers();
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

  test("the theme follows the system, or the choice of this browser; one that can't be saved says so", async ({
    page,
    user,
    complaints,
  }) => {
    complaints.expect(/net::ERR_FAILED/);
    await page.goto("/");
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const menu = page.getByRole("button", { name: `Account of ${user.name}` });
    const around = () =>
      page.locator('meta[name="theme-color"]').evaluateAll((all) => all.map((meta) => meta.getAttribute("content")));
    const [paper, night] = await around();
    expect(paper).not.toBe(night);
    await showIn(page, "light");
    const light = await background();
    await showIn(page, "dark");
    const dark = await background();
    expect(dark).not.toBe(light);

    await page.route("**/api/settings/theme", (route) => route.abort());
    await menu.click();
    await page.getByText("Light", { exact: true }).click();
    await expect.poll(background).toBe(light);
    expect(await around()).toEqual([paper, paper]);
    await expect(page.getByText("The theme isn’t saved.")).toBeVisible();
    await page.unroute("**/api/settings/theme");
    const saved = page.waitForResponse("**/api/settings/theme");
    await page.getByRole("button", { name: "Retry" }).click();
    await saved;
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await expect.poll(background).toBe(light);
    expect(await around()).toEqual([paper, paper]);
    await menu.click();
    await expect(page.getByLabel("Light")).toBeChecked();
    await page.getByText("System", { exact: true }).click();
    await expect.poll(background).toBe(dark);
    expect(await around()).toEqual([paper, night]);
  });

  test("an unknown address, and the console to somebody who is no admin, say that there is nothing and lead back", async ({
    page,
    complaints,
  }) => {
    complaints.expect(/status of 404/);
    const nothing = "There is nothing at this address";
    const unknown = await page.request.get("/nowhere");
    expect([unknown.status(), await unknown.text()]).toEqual([404, expect.stringContaining(nothing)]);
    expect((await page.request.get("/api/tasks")).status()).toBe(403);
    expect((await page.request.get("/accounts")).status()).toBe(404);
    expect((await page.goto("/tasks"))?.status()).toBe(404);
    await expect(page.getByText(nothing)).toBeVisible();
    await page.getByRole("link", { name: "Go to your todos" }).click();
    await expect(page.getByRole("heading", { name: "Todos" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Trash" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Tasks" })).toBeHidden();
    await expect(page.getByRole("link", { name: "Accounts" })).toBeHidden();
  });
});
