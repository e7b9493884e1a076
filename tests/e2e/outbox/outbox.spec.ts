import type { Page } from "@playwright/test";
import { dayMs } from "#lib/days.ts";
import { expect, test } from "../support/test.ts";
import { add, completedList, everything, goOffline, message, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const waiting = (page: Page, text: string) => page.getByRole("banner").getByText(text);

async function type(page: Page, title: string): Promise<void> {
  await page.getByLabel("New todo").fill(title);
  await page.getByLabel("New todo").press("Enter");
  await expect(row(page, title)).toBeVisible();
}

async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).getByRole("button", { name: from, exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill(to);
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(row(page, to)).toBeVisible();
}

test("what is sent late, or whose answer is lost, arrives once, and an undo of a delete brings back exactly what was", async ({
  page,
  user,
  services,
  complaints,
}) => {
  const longAgo = new Date(Date.now() - 6.9 * dayMs);
  const { id } = await services.todos.create(user, { title: "Leaves tonight" }, longAgo);
  const before = await services.todos.update(user, id, { completed: true }, longAgo);
  const saved = async () => (await services.todos.list(user, everything)).items;
  const find = async (title: string) => (await saved()).find((todo) => todo.title === title);
  await openPage(page);

  await test.step("an undo of a delete brings back exactly what was, and says what expires soon", async () => {
    await row(page, "Leaves tonight").hover();
    await page.getByRole("button", { name: "Delete “Leaves tonight”" }).click();
    await expect(page.getByText("Deleted “Leaves tonight”.")).toBeVisible();
    await expect.poll(saved).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Undone: deleted “Leaves tonight”.")).toBeVisible();
    await expect(page.getByText(/^Expires in \d+ hours\.$/)).toBeVisible();
    const { completedAt, expiresAt } = before;
    await expect.poll(saved).toMatchObject([{ id, pinned: false, completedAt, expiresAt }]);
  });

  await test.step("a change of a todo that was just added waits for it", async () => {
    const held = Promise.withResolvers<void>();
    await page.route("**/api/todos", async (route) => {
      await held.promise;
      await route.continue();
    });
    await type(page, "Quick");
    await row(page, "Quick").getByRole("checkbox").click();
    await expect(completedList(page)).toContainText("Quick");
    expect(await saved()).toHaveLength(1);
    held.resolve();
    await expect.poll(() => find("Quick")).toMatchObject({ completedAt: expect.any(String) });
    await add(page, "Another");
    await page.unroute("**/api/todos");
  });

  await test.step("answers that get lost after the server has saved double nothing", async () => {
    complaints.expect(/ERR_FAILED/);
    const isLost = new Set(["POST", "PATCH"]);
    await page.route("**/api/todos{,/*}", async (route) => {
      if (!isLost.delete(route.request().method())) return await route.continue();
      await route.fetch();
      await route.abort();
    });
    await type(page, "Once");
    await expect(waiting(page, "1 change waits for the server.")).toBeVisible();
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(waiting(page, "1 change waits for the server.")).toBeHidden();
    await rename(page, "Once", "Once and no more");
    await expect(waiting(page, "1 change waits for the server.")).toBeVisible();
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(waiting(page, "1 change waits for the server.")).toBeHidden();
    await expect(openList(page).getByRole("listitem")).toHaveCount(2);
    expect((await saved()).map(({ title }) => title)).toEqual([
      "Once and no more",
      "Another",
      expect.any(String),
      expect.any(String),
    ]);
  });
});

test("without a network everything works and waits, its undo too, in both of two tabs, and goes out in order from the one that stays", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  for (const title of ["Rename me", "Complete me", "Delete me", "Keep me"]) {
    await services.todos.create(user, { title }, new Date());
  }
  const other = await context.newPage();
  await Promise.all([openPage(page), openPage(other)]);
  await goOffline(page, other);

  // Two tabs show what waits in either.
  await type(other, "From the train");
  await expect(row(page, "From the train")).toBeVisible();
  await rename(page, "From the train", "From the boat");
  await rename(page, "Rename me", "Renamed");
  await row(page, "Complete me").getByRole("checkbox").click();
  await expect(completedList(page)).toContainText("Complete me");
  await row(page, "Delete me").hover();
  await page.getByRole("button", { name: "Delete “Delete me”" }).click();
  await row(page, "Keep me").hover();
  await page.getByRole("button", { name: "Delete “Keep me”" }).click();
  await page.keyboard.press("Control+z");
  await expect(row(page, "Keep me")).toBeVisible();
  await expect(waiting(page, "7 changes wait for the network.")).toBeVisible();
  expect((await services.todos.list(user, everything)).items).toHaveLength(4);

  // One tab sends it all when the other is closed.
  await other.close();
  await context.setOffline(false);
  const saved = async () =>
    (await services.todos.list(user, everything)).items.map(({ title, completedAt }) => [title, completedAt !== null]);
  const expected = [
    ["Complete me", true],
    ["From the boat", false],
    ["Keep me", false],
    ["Renamed", false],
  ];
  await expect.poll(async () => (await saved()).sort()).toEqual(expected);
  await expect(waiting(page, "wait")).toBeHidden();
  await expect(openList(page).getByRole("checkbox")).toHaveCount(3);
});

test("what waits survives a reload and the end of the session, keeps one from signing out unasked, and is sent then", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  const { id } = await services.todos.create(user, { title: "Minutes" }, new Date());
  const count = async () => (await services.todos.list(user, everything)).items.length;
  await openPage(page);

  await test.step("what waits survives a reload and keeps one from signing out unasked", async () => {
    complaints.expect(/status of 503/);
    await page.route("**/api/todos", (route) => route.fulfill({ status: 503, json: { detail: "Out for lunch." } }));
    await type(page, "Still here");
    await expect(waiting(page, "1 change waits for the server.")).toBeVisible();
    await page.reload();
    await expect(row(page, "Still here")).toBeVisible();
    await page.getByRole("button", { name: "Account of" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await message(page, "1 change is not saved yet.").getByRole("button", { name: "Stay" }).click();
    expect(await count()).toBe(1);
    await page.unroute("**/api/todos");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect.poll(count).toBe(2);
    await expect(row(page, "Still here")).toHaveCount(1);
  });

  complaints.expect(/status of 401/);
  await page.getByRole("button", { name: "Details of “Minutes”" }).click();
  await page.getByLabel("Notes").fill("An hour of typing");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(waiting(page, "1 change waits until you sign in again.")).toBeVisible();
  await expect(row(page, "Minutes")).toContainText("An hour of typing");
  expect((await services.todos.get(user, id)).notes).toBe("");
  await type(page, "While signed out");
  await page.getByLabel("New todo").fill("Half a thought");

  await page.getByRole("button", { name: `Sign in as ${user.email}` }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog.getByLabel("Email")).toHaveValue(user.email);
  await dialog.getByLabel("Password").fill("not my password");
  await dialog.getByLabel("Password").press("Enter");
  await expect(dialog.getByText("Wrong password. Try again.")).toBeVisible();
  await dialog.getByLabel("Password").fill(user.password);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe("An hour of typing");
  await expect.poll(count).toBe(3);
  await expect(waiting(page, "until you sign in again.")).toBeHidden();
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.getByLabel("New todo")).toHaveValue("Half a thought");
});
