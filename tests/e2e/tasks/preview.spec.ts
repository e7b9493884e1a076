import type { App } from "#lib/composition/create-app.ts";
import { dayMs } from "#lib/days.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "admin" });

/**
 * Somebody with todos that were completed so many days ago: longer than any other test's, so that only they are due.
 */
async function ownerOf(titles: readonly string[], daysAgo: number, services: App, key: string) {
  const body = { name: `Owner ${key.slice(0, 6)}`, email: `preview-${key}@example.com`, password: "correct horse" };
  const { user } = await services.auth.betterAuth.api.signUpEmail({ body });
  const owner = { id: user.id, retentionDays: 7, name: body.name };
  const at = new Date(Date.now() - daysAgo * dayMs);
  for (const title of titles) {
    const { id } = await services.todos.create(owner, { title }, at);
    await services.todos.update(owner, id, { completed: true }, at);
  }
  return owner;
}

test("a preview tells what would go; running with it removes no more, and its receipt adds up", async ({
  page,
  services,
}, testInfo) => {
  const key = `${testInfo.testId}-${testInfo.repeatEachIndex}`;
  const owner = await ownerOf(["Fossil one", "Fossil two"], 2000, services, key);
  await visit(page, "/tasks");
  await page.getByRole("button", { name: "Run now: Clean up completed todos" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Days/).fill("1900");
  await dialog.getByRole("button", { name: "Preview" }).click();
  const preview = dialog.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("2 todos of 1 person would be removed");
  await expect(preview).not.toContainText("Fossil one");
  await preview.getByRole("button", { name: /^Show titles/ }).click();
  await expect(preview).toContainText("Fossil one");
  await expect(preview).toContainText(owner.name);
  await expect(preview).toContainText(/As of .*\d/);

  const { items } = await services.todos.list(owner, { status: "all", q: "Fossil two", limit: 1 });
  await services.todos.update(owner, items[0]?.id ?? "", { pinned: true }, new Date());
  await dialog.getByRole("button", { name: "Run with this preview" }).click();
  await expect(dialog.getByText("Succeeded")).toBeVisible();
  await expect(dialog.locator('[data-field="deletedCount"]')).toHaveText("1");
  await dialog.getByRole("link", { name: "Show the run" }).click();
  const receipt = page.getByRole("region", { name: "Receipt" });
  for (const field of ["deletedCount", "batches", "skipped", "seconds", "rowsPerSecond", "asOf"]) {
    await expect(receipt.locator(`[data-field="${field}"]`)).toBeVisible();
  }
  await expect(page.getByRole("region", { name: "Payload" })).toContainText("1900");
  await expectAccessible(page);
  await expectToFitPhone(page);

  await page.getByRole("button", { name: "Restore its todos" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Restored 1 todo", { exact: true })).toBeVisible({ timeout: 15_000 });
  const back = await services.todos.list(owner, { status: "all", q: "", limit: 10 });
  expect(back.items.map(({ pinned }) => pinned)).toEqual([true, true]);
});
