import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "user" });

const titles = ["One", "Two", "Three", "Four"];

test.beforeEach(async ({ page, user, services }) => {
  const now = Date.now() - 1000;
  for (const [index, title] of titles.entries()) {
    const { id } = await services.todos.create(user, { title }, new Date(now + index));
    await services.todos.trash(user, id, new Date(now));
  }
  await visit(page, "/trash");
});

test("restores what is selected, and keeps the focus in the list", async ({ page, user, services }) => {
  await page.getByLabel("Select “Two”").check();
  await page.getByLabel("Select “Four”").check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("2 selected");
  await bar.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Restored 2 todos.")).toBeVisible();
  await expect(bar).toBeHidden();
  await expect(page.getByLabel("Select “Three”")).toBeFocused();
  await expect(page.getByRole("main").getByRole("listitem")).toContainText(["Three", "One"]);
  const { items } = await services.todos.list(user, { status: "all", q: "", limit: 10 });
  expect(items.map(({ title }) => title)).toEqual(["Four", "Two"]);
});

test("deletes what is selected only after a question", async ({ page, user, services }) => {
  await page.getByRole("button", { name: "Select all" }).click();
  await page.getByLabel("Select “One”").uncheck();
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 3 todos for good?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("Deleted 3 todos for good.")).toBeVisible();
  await expect.poll(async () => (await services.todos.listTrash(user, { limit: 10 })).items.length).toBe(1);
  await expect(page.getByRole("main").getByRole("listitem")).toContainText(["One"]);
});

test("what the server refuses stays, with a Retry", async ({ page, complaints }) => {
  complaints.expect(/status of 500/);
  await page.route("**/api/trash/restore", (route) => route.fulfill({ status: 500, body: "{}" }));
  await page.getByRole("button", { name: "Select all" }).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Couldn’t restore 4 todos.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(4);
  await page.unroute("**/api/trash/restore");
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("The trash is empty")).toBeVisible();
});

test("selects all that a search finds, loaded or not, and undoes their restore", async ({ page, user, services }) => {
  const start = Date.now() - 10_000;
  for (let index = 0; index < 60; index += 1) {
    const { id } = await services.todos.create(user, { title: `Müll ${index}` }, new Date(start + index));
    await services.todos.trash(user, id, new Date(start + 1000 + index));
  }
  await visit(page, "/trash");
  await page.getByLabel("Search the trash").fill("MULL");
  await expect(page.getByLabel("Select “Four”")).toBeHidden();
  await expect(page).toHaveURL(/\?q=MULL$/);
  await page.getByRole("button", { name: "Select all 60" }).click();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText("60 selected");
  await bar.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Restored 60 todos.")).toBeVisible();
  await expect(page.getByText("Nothing in the trash matches “MULL”")).toBeVisible();
  expect(await services.todos.countTrash(user, "")).toEqual({ count: 4 });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone: 60 todos back in the trash.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(50);
  expect(await services.todos.countTrash(user, "mull")).toEqual({ count: 60 });
});

test("is accessible in both themes and fits the smallest phone", async ({ page }) => {
  await page.getByLabel("Select “Two”").check();
  await expectAccessible(page);
  await expectToFitPhone(page);
  const bar = page.getByRole("region", { name: "Selection" });
  const [restore, remove] = await Promise.all(
    ["Restore", "Delete"].map((name) => bar.getByRole("button", { name }).boundingBox()),
  );
  expect(restore?.y).toBe(remove?.y);
});
