import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { completedList, everything, openList, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

/** Opens the list while its scripts are kept away. @returns a function that lets them through. */
async function openWithoutScripts(page: Page): Promise<() => void> {
  const { promise: open, resolve } = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await open;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  return resolve;
}

test.describe("in a browser that has loaded nothing before", () => {
  test.use({ alone: true });

  test("what is typed, entered and ticked before the page is ready is done once it is", async ({
    page,
    user,
    services,
  }) => {
    await services.todos.create(user, { title: "Water plants" }, new Date());
    const letScriptsIn = await openWithoutScripts(page);
    const field = page.getByLabel("New todo");
    await field.pressSequentially("Milk");
    await field.press("Enter");
    await field.pressSequentially("Half a tho");
    await row(page, "Water plants").getByRole("checkbox").click();
    expect((await services.todos.list(user, { ...everything, sort: "newest" })).items).toHaveLength(1);
    letScriptsIn();
    await expect(openList(page).getByText("Milk")).toBeVisible();
    await expect(completedList(page).getByText("Water plants")).toBeVisible();
    await expect(field).toHaveValue("Half a tho");
    await field.press("End");
    await field.pressSequentially("ught");
    await field.press("Enter");
    await expect(openList(page).getByText("Half a thought")).toBeVisible();
    const titles = async () =>
      (await services.todos.list(user, { ...everything, status: "open", sort: "newest" })).items.map(
        ({ title }) => title,
      );
    await expect.poll(titles).toEqual(["Half a thought", "Milk"]);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the field adds todos, from this site only", async ({ page, context, user, services, baseURL }) => {
    await page.goto("/");
    await page.getByLabel("New todo").fill("Buy milk");
    await page.getByLabel("New todo").press("Enter");
    await expect(openList(page).getByText("Buy milk")).toBeVisible();
    await page.getByLabel("New todo").fill("x".repeat(205));
    await page.getByLabel("New todo").press("Enter");
    await expect(openList(page).getByText("x".repeat(200))).toBeVisible();
    const foreign = await context.request.post(`${baseURL}/add`, {
      form: { title: "Planted" },
      headers: { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
    });
    expect(foreign.status()).toBe(403);
    const { items } = await services.todos.list(user, { ...everything, sort: "newest" });
    expect(items.map(({ title, notes }) => [title, notes])).toEqual([
      ["x".repeat(200), "x".repeat(5)],
      ["Buy milk", ""],
    ]);
  });
});
