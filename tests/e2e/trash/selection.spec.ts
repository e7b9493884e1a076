import type { Page } from "@playwright/test";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { holdAnswers } from "../support/hold-answers.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "user" });

const bar = (page: Page) => page.getByRole("region", { name: "Selection" });
const rows = (page: Page) => page.getByRole("main").getByRole("listitem");

test("what is selected is restored, deleted for good after a question, or stays where the server refuses it", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 500/);
  const now = Date.now() - 1000;
  for (const [index, title] of ["One", "Two", "Three", "Four", "Five", "Six", "Seven"].entries()) {
    const { id } = await services.todos.create(user, { title }, new Date(now + index));
    await services.todos.trash(user, id, new Date(now));
  }
  await visit(page, "/trash");

  await page.getByLabel("Select “Seven”").check();
  await test.step("the selection is accessible in both themes and fits the smallest phone", async () => {
    const size = page.viewportSize();
    await expectAccessible(page);
    await expectToFitPhone(page);
    const [restore, remove] = await Promise.all(
      ["Restore", "Delete"].map((name) => bar(page).getByRole("button", { name }).boundingBox()),
    );
    expect(restore?.y).toBe(remove?.y);
    if (size) await page.setViewportSize(size);
  });

  await test.step("restores what is selected, and keeps the focus in the list", async () => {
    await page.getByLabel("Select “Five”").check();
    await expect(bar(page)).toContainText("2 selected");
    await bar(page).getByRole("button", { name: "Restore" }).click();
    await expect(page.getByText("Restored 2 todos.")).toBeVisible();
    await expect(bar(page)).toBeHidden();
    await expect(page.getByLabel("Select “Six”")).toBeFocused();
    await expect(rows(page)).toContainText(["Six", "Four", "Three", "Two", "One"]);
    await expect(rows(page)).toHaveCount(5);
    const { items } = await services.todos.list(user, { status: "all", q: "", limit: 10 });
    expect(items.map(({ title }) => title)).toEqual(["Seven", "Five"]);
  });

  await test.step("deletes what is selected only after a question", async () => {
    await page.getByRole("button", { name: "Select all" }).click();
    for (const title of ["Six", "One"]) await page.getByLabel(`Select “${title}”`).uncheck();
    await bar(page).getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete 3 todos for good?" });
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(bar(page)).toContainText("3 selected");
    await bar(page).getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await expect(page.getByText("Deleted 3 todos for good.")).toBeVisible();
    await expect.poll(async () => (await services.todos.listTrash(user, { limit: 10 })).items.length).toBe(2);
    await expect(rows(page)).toContainText(["Six", "One"]);
  });

  await test.step("what the server refuses stays, with a Retry", async () => {
    await page.route("**/api/trash/restore", (route) => route.fulfill({ status: 500, body: "{}" }));
    await page.getByRole("button", { name: "Select all" }).click();
    await bar(page).getByRole("button", { name: "Restore" }).click();
    await expect(page.getByText("Couldn’t restore 2 todos.")).toBeVisible();
    await expect(rows(page)).toHaveCount(2);
    await page.unroute("**/api/trash/restore");
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByText("The trash is empty")).toBeVisible();
  });
});

test("a page at a time, each todo once; selects all that a search finds, loaded or not, and undoes their restore", async ({
  page,
  user,
  services,
}) => {
  const start = Date.now() - 10_000;
  for (const [index, title] of ["Four", ...Array.from({ length: 60 }, (_, count) => `Müll ${count}`)].entries()) {
    const { id } = await services.todos.create(user, { title }, new Date(start + index));
    await services.todos.trash(user, id, new Date(start + 1000 + index));
  }
  await visit(page, "/trash");
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(rows(page)).toContainText([...Array.from({ length: 60 }, (_, index) => `Müll ${59 - index}`), "Four"]);

  await page.getByLabel("Search the trash").fill("nowhere");
  await expect(page.getByText("Nothing in the trash matches “nowhere”")).toBeVisible();
  await expect(page.getByTestId("announcer")).toHaveText("Nothing matches “nowhere”.");
  const held = await holdAnswers(page, /\/api\/trash\?.*q=MULL/);
  await page.getByLabel("Search the trash").fill("MULL");
  await held.asked;
  await expect(page).toHaveURL(/\?q=MULL$/);
  await expect(page.getByText("Nothing in the trash matches")).toBeHidden();
  held.release();
  await expect(page.getByTestId("announcer")).toHaveText("More than 50 todos found.");
  await expect(page.getByLabel("Select “Four”")).toBeHidden();
  await page.getByRole("button", { name: "Select all 60" }).click();
  await expect(bar(page)).toContainText("60 selected");
  await bar(page).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Restored 60 todos.")).toBeVisible();
  await expect(page.getByText("Nothing in the trash matches “MULL”")).toBeVisible();
  expect(await services.todos.countTrash(user, "")).toEqual({ count: 1 });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone: 60 todos back in the trash.")).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  expect(await services.todos.countTrash(user, "mull")).toEqual({ count: 60 });

  await test.step("the field stays while all is loaded again after a search without a match", async () => {
    await visit(page, "/trash?q=nowhere");
    const all = await holdAnswers(page, /\/api\/trash\?/);
    await page.getByLabel("Search the trash").fill("");
    await all.asked;
    await expect(page).toHaveURL(/\/trash$/);
    await expect(page.getByLabel("Search the trash")).toBeFocused();
    all.release();
    await expect(rows(page)).toHaveCount(50);
  });
});
