import type { Page } from "@playwright/test";
import { keptDrafts } from "../support/kept-drafts.ts";
import { expect, test } from "../support/test.ts";
import { everything, message, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const mark = (page: Page, title: string) => page.getByRole("button", { name: `Unsaved draft of “${title}”` });

test("what is typed and not saved is there after the tab was closed, until it is saved or its account signs out", async ({
  page,
  context,
  user,
  services,
}) => {
  for (const title of ["Letter", "Parcel"]) await services.todos.create(user, { title }, new Date());
  await openPage(page);
  await page.getByLabel("New todo").fill("Half a thou");
  await page.getByRole("button", { name: "Details of “Letter”" }).click();
  await page.getByLabel("Notes").fill("Dear Ann");
  await expect(mark(page, "Letter")).toBeHidden();
  await row(page, "Parcel").getByRole("button", { name: "Parcel", exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill("Parcel for Bob");
  await expect.poll(() => keptDrafts(page, user.id)).toHaveLength(3);
  await page.close();

  const next = await context.newPage();
  await openPage(next);
  await expect(next.getByLabel("New todo")).toHaveValue("Half a thou");
  await mark(next, "Letter").click();
  await expect(next.getByText("You have unsaved changes from earlier.")).toBeVisible();
  await expect(next.getByLabel("Notes")).toHaveValue("Dear Ann");
  await next.getByRole("button", { name: "Save", exact: true }).click();
  await mark(next, "Parcel").click();
  await expect(next.getByLabel("Title", { exact: true })).toHaveValue("Parcel for Bob");
  await next.getByLabel("Title", { exact: true }).press("Enter");
  const saved = async () => (await services.todos.list(user, everything)).items;
  await expect
    .poll(async () => (await saved()).map(({ title, notes }) => [title, notes]))
    .toEqual([
      ["Parcel for Bob", ""],
      ["Letter", "Dear Ann"],
    ]);
  await expect(mark(next, "Letter")).toBeHidden();
  await next.getByLabel("New todo").press("Enter");
  await expect(row(next, "Half a thou")).toBeVisible();
  await expect.poll(() => keptDrafts(next, user.id)).toEqual([]);

  await next.getByLabel("New todo").fill("Private");
  await expect.poll(() => keptDrafts(next, user.id)).toHaveLength(1);
  await next.goto("/settings");
  await next.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(next).toHaveURL(/sign-in/);
  expect(await keptDrafts(next, user.id)).toEqual([]);
});

test("two tabs keep words of their own for the same field; a draft of what was deleted elsewhere says so", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 404/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await services.todos.create(user, { title: "Letter" }, new Date());
  const other = await context.newPage();
  await Promise.all([openPage(page), openPage(other)]);
  await page.getByLabel("New todo").fill("From the first tab");
  await other.getByLabel("New todo").fill("From the second tab");
  await page.getByRole("button", { name: "Details of “Letter”" }).click();
  await page.getByLabel("Notes").fill("Dear Ann");
  await expect.poll(() => keptDrafts(page, user.id)).toHaveLength(3);
  await services.todos.trash(user, id, new Date());
  await page.reload();
  await expect(page.getByLabel("New todo")).toHaveValue("From the first tab");

  await test.step("a draft whose todo was deleted elsewhere says so, with its words to copy", async () => {
    const gone = message(page, "“Letter” was deleted, and has an unsaved draft.");
    await gone.getByRole("button", { name: "Copy text" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("Dear Ann");
    await gone.getByRole("button", { name: "Dismiss" }).click();
    await expect.poll(() => keptDrafts(page, user.id)).toHaveLength(2);
  });

  await other.close();
  await page.getByLabel("New todo").press("Enter");
  await expect(row(page, "From the first tab")).toBeVisible();
  await expect.poll(() => keptDrafts(page, user.id)).toHaveLength(1);
  await page.reload();
  await expect(page.getByLabel("New todo")).toHaveValue("From the second tab");
});
