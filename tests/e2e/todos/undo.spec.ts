import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { completedList, everything, message, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const undone = (page: Page, what: string) => expect(page.getByText(`Undone: ${what}.`)).toBeVisible();

test("Ctrl+Z goes several steps back, each shown and saved, and says why when it can't", async ({
  page,
  user,
  services,
  complaints,
}) => {
  const { id } = await services.todos.create(user, { title: "Buy milk" }, new Date());
  await openPage(page);
  await page.getByRole("button", { name: "Buy milk", exact: true }).click();
  await page.getByLabel("Title").fill("Buy bread");
  await page.getByLabel("Title").press("Enter");
  await page.getByRole("button", { name: "Details of “Buy bread”" }).click();
  await page.getByLabel("Notes").fill("Dark");
  await page.getByRole("button", { name: "Save" }).click();
  await row(page, "Buy bread").hover();
  await page.getByRole("button", { name: "Pin “Buy bread”" }).click();
  await row(page, "Buy bread").getByRole("checkbox").click();
  await expect(completedList(page)).toContainText("Buy bread");
  await row(page, "Buy bread").hover();
  await page.getByRole("button", { name: "Delete “Buy bread”" }).click();
  await expect(row(page, "Buy bread")).toBeHidden();
  const trashed = async () => (await services.todos.listTrash(user, { limit: 10 })).items;
  await expect.poll(trashed).toHaveLength(1);

  await page.getByRole("heading", { name: "Todos" }).click();
  await page.keyboard.press("Control+z");
  await undone(page, "deleted “Buy bread”");
  await expect(completedList(page)).toContainText("Buy bread");
  await page.keyboard.press("Control+z");
  await undone(page, "completed “Buy bread”");
  await page.keyboard.press("Meta+z");
  await undone(page, "pinned “Buy bread”");
  await page.keyboard.press("Control+z");
  await undone(page, "changed the notes of “Buy bread”");
  await page.keyboard.press("Control+z");
  await undone(page, "renamed “Buy milk”");
  await page.keyboard.press("Control+z");
  await expect(page.getByText("There is nothing to undo.")).toBeVisible();
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items)
    .toMatchObject([{ id, title: "Buy milk", notes: "", pinned: false, completedAt: null }]);

  await test.step("an undo that can't be done says why and what to do", async () => {
    complaints.expect(/status of 404/);
    await row(page, "Buy milk").hover();
    await page.getByRole("button", { name: "Delete “Buy milk”" }).click();
    await expect.poll(trashed).toHaveLength(1);
    await services.todos.emptyTrash(user);
    await page.keyboard.press("Control+z");
    await expect(page.getByText("Couldn’t restore “Buy milk”.")).toBeVisible();
    await expect(page.getByText(/not in the trash/)).toBeVisible();
    await expect(row(page, "Buy milk")).toBeHidden();
    expect((await services.todos.list(user, everything)).items).toEqual([]);
  });
});

test("nothing is undone twice or from within a field, and clearing from the trash page, too", async ({
  page,
  user,
  services,
}) => {
  for (const title of ["First", "Second"]) await services.todos.create(user, { title }, new Date());
  const completed = async () =>
    (await services.todos.list(user, { ...everything, status: "completed" })).items.map(({ title }) => title);
  await openPage(page);

  await test.step("what the toast has undone is not undone again", async () => {
    await row(page, "First").getByRole("checkbox").click();
    await row(page, "Second").getByRole("checkbox").click();
    await expect.poll(completed).toHaveLength(2);
    await message(page, "Completed “First”.").getByRole("button", { name: "Undo" }).click();
    await undone(page, "completed “First”");
    await page.keyboard.press("Control+z");
    await expect(openList(page).getByRole("listitem")).toHaveCount(2);
    await page.keyboard.press("Control+z");
    await expect(page.getByText("There is nothing to undo.")).toBeVisible();
    await expect.poll(completed).toEqual([]);
  });

  await test.step("in a field, Ctrl+Z is the field's own", async () => {
    await row(page, "First").getByRole("checkbox").click();
    await expect(completedList(page)).toContainText("First");
    await page.getByLabel("New todo").pressSequentially("abc");
    await page.keyboard.press("Control+z");
    await expect(page.getByLabel("New todo")).not.toHaveValue("abc");
    await expect(completedList(page)).toContainText("First");
    await expect.poll(completed).toEqual(["First"]);
  });

  await test.step("clearing is undone from the trash page, too", async () => {
    await page.getByRole("button", { name: "Clear completed" }).click();
    await expect(page.getByText("Cleared 1 completed todo.")).toBeVisible();
    await page.getByRole("link", { name: "Trash", exact: true }).click();
    await expect(page).toHaveURL(/trash$/);
    await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "First" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await undone(page, "cleared 1 completed todo");
    await expect(page.getByText("The trash is empty")).toBeVisible();
  });

  await test.step("on the trash page, a restore is the last action, and what it restored is not offered again", async () => {
    await page.getByRole("link", { name: "Todos", exact: true }).click();
    for (const title of ["Second", "First"]) {
      await row(page, title).getByRole("checkbox").press("#");
      await expect(row(page, title)).toBeHidden();
    }
    await page.getByRole("link", { name: "Trash", exact: true }).click();
    await page.getByRole("button", { name: "Restore “Second”" }).click();
    await expect(message(page, "Restored “Second”.")).toBeVisible();
    await expect(message(page, "Deleted “Second”.")).toBeHidden();
    await expect(message(page, "Deleted “First”.")).toBeVisible();
    await page.keyboard.press("Control+z");
    await undone(page, "1 todo back in the trash");
    await expect(page.getByRole("button", { name: "Restore “Second”" })).toBeVisible();
    await page.keyboard.press("Control+z");
    await undone(page, "deleted “First”");
    await page.keyboard.press("Control+z");
    await undone(page, "deleted “Second”");
    await expect(page.getByText("The trash is empty")).toBeVisible();
  });
});
