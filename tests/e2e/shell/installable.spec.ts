import { expectAccessible, expectToFitPhone, showIn } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { goOffline, openPage, waitUntilKept } from "../support/todo-list.ts";

test("has a manifest with icons that are there, and the colour of its canvas in both themes", async ({ page }) => {
  await page.goto("/sign-in");
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = await (await page.request.get(href ?? "")).json();
  expect(manifest).toMatchObject({ name: "Tidy", start_url: "/", display: "standalone" });
  const sizes = [];
  for (const { src, purpose } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image.naturalWidth;
    }, src);
    sizes.push([size, purpose ?? "any"]);
  }
  expect(sizes).toEqual([
    [192, "any"],
    [512, "any"],
    [512, "maskable"],
  ]);
  expect((await page.request.get("/apple-touch-icon.png")).headers()["content-type"]).toBe("image/png");

  for (const colorScheme of ["light", "dark"] as const) {
    await showIn(page, colorScheme);
    const [declared, shown] = await page.evaluate((scheme) => {
      const meta = document.querySelector(`meta[name="theme-color"][media*="${scheme}"]`);
      const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      const rgb = (color: string) => {
        if (context === null) return [];
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
      };
      return [rgb(meta?.getAttribute("content") ?? ""), rgb(getComputedStyle(document.body).backgroundColor)];
    }, colorScheme);
    for (const [index, value] of (declared ?? []).entries()) {
      expect(Math.abs(value - (shown?.[index] ?? Number.NaN)), colorScheme).toBeLessThanOrEqual(3);
    }
  }
});

test.describe("with a service worker", () => {
  test.use({ as: "user", serviceWorkers: "allow", alone: true });

  test("without a network says so, keeps no other page, and goes on once it is back", async ({
    page,
    context,
    complaints,
  }) => {
    complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    await openPage(page);
    await waitUntilKept(page);
    await goOffline(page);
    const isRefused = page.evaluate(() =>
      fetch("/api/todos").then(
        () => false,
        () => true,
      ),
    );
    expect(await isRefused, "the API fails as it does without a service worker").toBe(true);
    await page.goto("/trash");
    await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Trash" })).toBeVisible();
    const kept = await page.evaluate(async () => {
      const requests = [];
      for (const name of await caches.keys()) requests.push(...(await (await caches.open(name)).keys()));
      return requests.map(({ url }) => new URL(url).pathname);
    });
    // The list keeps its own page, which holds no todos, and its code.
    const others = kept.filter((path) => path !== "/offline-list" && !path.startsWith("/_next/static/"));
    expect(others).toEqual(["/offline.html"]);
  });
});

test.describe("the tab", () => {
  test.use({ as: "user" });

  test("tells how many are open, and follows each change at once; with nothing open it is as ever", async ({
    page,
    user,
    services,
  }) => {
    const icon = () => page.locator('link[rel="icon"]').last().getAttribute("href");
    await page.goto("/");
    await expect(page.getByText("Nothing to do")).toBeVisible();
    await expect(page).toHaveTitle("Todos · Tidy");
    expect(await icon()).toMatch(/^\/icon/);

    for (const title of ["One", "Two", "Three"]) await services.todos.create(user, { title }, new Date());
    await page.reload();
    await expect(page).toHaveTitle("(3) Todos · Tidy");
    await expect.poll(icon).toContain(encodeURIComponent(">3</text>"));
    await page.getByRole("checkbox", { name: "Complete “One”" }).click();
    await expect(page).toHaveTitle("(2) Todos · Tidy");
    await expect.poll(icon).toContain(encodeURIComponent(">2</text>"));
    await page.goto("/?status=completed");
    await expect(page).toHaveTitle("(2) Todos · Tidy");
    await page.getByRole("link", { name: "Trash" }).click();
    await expect(page).toHaveTitle("Trash · Tidy");
    await expect.poll(icon).toMatch(/^\/icon/);
    await page.getByRole("link", { name: "Todos", exact: true }).click();
    await expect(page).toHaveTitle("(2) Todos · Tidy");
  });
});

test("the offline page fits a phone and is readable in both themes", async ({ page }) => {
  await page.goto("/offline.html");
  await expectAccessible(page);
  await expectToFitPhone(page);
});
