import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { everything, goOffline, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });
test.beforeEach(({ complaints }) => complaints.expect(/status of 409/));

const question = (page: Page) => page.getByRole("dialog", { name: /was also changed somewhere else/ });

async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).getByRole("button", { name: from, exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill(to);
  await page.getByLabel("Title", { exact: true }).press("Enter");
}

/** Two tabs that show the same list. */
async function twoTabs(page: Page, context: BrowserContext): Promise<Page> {
  const other = await context.newPage();
  await Promise.all([openPage(page), openPage(other)]);
  return other;
}

test("two tabs rename a todo: the later one sees both versions and keeps its own", async ({
  page,
  context,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
  const other = await twoTabs(page, context);
  await row(page, "Plan").getByRole("button", { name: "Plan", exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill("Plan of mine");
  await rename(other, "Plan", "Plan of the other tab");
  await expect.poll(async () => (await services.todos.get(user, id)).title).toBe("Plan of the other tab");
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(question(page).getByLabel("Your version")).toHaveValue("Plan of mine");
  await expect(question(page).getByLabel("Saved version")).toHaveValue("Plan of the other tab");
  expect((await services.todos.get(user, id)).title).toBe("Plan of the other tab");
  await expectAccessible(page);
  await question(page).getByRole("button", { name: "Keep your version" }).click();
  await expect(question(page)).toBeHidden();
  await expect(row(page, "Plan of mine").getByRole("button", { name: "Plan of mine", exact: true })).toBeFocused();
  await expect.poll(async () => (await services.todos.get(user, id)).title).toBe("Plan of mine");
});

test("theirs is kept by the keyboard alone, with what else was edited", async ({ page, context, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Plan", notes: "Draft" }, new Date());
  const other = await twoTabs(page, context);
  for (const [tab, notes] of [
    [other, "Theirs"],
    [page, "Mine"],
  ] as const) {
    await row(tab, "Plan").getByRole("button", { name: "Details of “Plan”" }).click();
    await tab.getByRole("button", { name: "Edit notes" }).click();
    await tab.getByLabel("Notes").fill(notes);
  }
  await page.getByLabel("Due", { exact: true }).fill("2030-12-24");
  await other.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe("Theirs");
  await page.getByLabel("Notes").press("Control+Enter");
  await expect(question(page).getByLabel("Your version")).toHaveValue("Mine");
  await question(page).getByRole("button", { name: "Keep saved version" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("announcer")).toHaveText(/Kept the saved version of “Plan”/);
  await expect
    .poll(async () => await services.todos.get(user, id))
    .toMatchObject({ notes: "Theirs", dueOn: "2030-12-24" });
});

test("Escape decides nothing: the question comes back, waits as a draft, and both notes can be kept", async ({
  page,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Plan", notes: "Draft" }, new Date());
  await openPage(page);
  await row(page, "Plan").getByRole("button", { name: "Details of “Plan”" }).click();
  await page.getByRole("button", { name: "Edit notes" }).click();
  await page.getByLabel("Notes").fill("Mine");
  await services.todos.update(user, id, { notes: "Theirs" }, new Date());
  await page.getByRole("button", { name: "Save" }).click();
  await expect(question(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("“Plan” was also changed somewhere else.")).toBeVisible();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(question(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByRole("button", { name: "Unsaved draft of “Plan”" }).click();
  await expect(page.getByLabel("Notes")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await question(page).getByRole("button", { name: "Keep both" }).click();
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe("Theirs\n\nMine");
});

test("without a network mine waits, and meets the other one once it is sent", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
  await openPage(page);
  await goOffline(page);
  await rename(page, "Plan", "Plan of mine");
  await expect(page.getByText("1 change waits for the network.")).toBeVisible();
  await services.todos.update(user, id, { title: "Theirs" }, new Date());
  await context.setOffline(false);
  await question(page).getByRole("button", { name: "Keep your version" }).click();
  await expect.poll(async () => (await services.todos.get(user, id)).title).toBe("Plan of mine");
});

test("an edit of what was deleted meanwhile isn't lost: Retry restores the todo with it", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 404/);
  const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
  await openPage(page);
  await services.todos.trash(user, id, new Date());
  await rename(page, "Plan", "Plan of mine");
  await expect(page.getByText("“Plan” was deleted somewhere else.")).toBeVisible();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "Plan of mine")).toBeVisible();
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items)
    .toMatchObject([{ id, title: "Plan of mine" }]);
});

test("a tab doesn't meet itself: quick edits and their undo, one after another", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
  await openPage(page);
  for (const [from, to] of [
    ["Plan", "One"],
    ["One", "Two"],
    ["Two", "Three"],
  ] as const) {
    await rename(page, from, to);
  }
  await expect.poll(async () => (await services.todos.get(user, id)).title).toBe("Three");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("u");
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.title).toBe("Plan");
  await expect(question(page)).toBeHidden();
});
