import { demoTodos } from "#scripts/seed/demo-todos.ts";
import { expect, test } from "../support/test.ts";

const retentionDays = 7;

/** The whole way of a todo, as the README tells it. The only test that uses the demo account. */
test("from the demo account: add, complete, see the countdown, clean up, find it in the trash", async ({ page }) => {
  const due = demoTodos.filter(
    ({ completedDaysAgo = 0, pinned = false }) => completedDaysAgo > retentionDays && !pinned,
  );
  await page.goto("/");
  await page.getByRole("button", { name: "Use the demo account" }).click();
  await page.getByLabel("New todo").fill("Buy milk");
  await page.getByLabel("New todo").press("Enter");
  await page.getByRole("checkbox", { name: "Complete “Buy milk”" }).click();
  const completed = page.getByRole("region", { name: "Completed" });
  await completed.getByRole("button", { name: "Completed", expanded: false }).click();
  await expect(completed.getByRole("listitem").filter({ hasText: "Buy milk" })).toContainText("expires in 7 days");

  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  await page.getByRole("button", { name: "Run now: Clean up completed todos" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run now" }).click();
  await expect(page.getByRole("dialog")).toContainText(`${due.length} todos`);
  await page.getByRole("dialog").getByRole("button", { name: "Run with this preview" }).click();
  await expect(page.getByRole("dialog").getByText("Succeeded")).toBeVisible();
  await expect(page.getByRole("dialog").locator('[data-field="deletedCount"]')).toHaveText(String(due.length));
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("link", { name: "Trash", exact: true }).click();
  const cleanup = page.getByRole("region", { name: "Cleaned up just now" });
  await expect(cleanup.getByRole("listitem")).toHaveCount(due.length);
  for (const { title } of due) await expect(cleanup.getByText(title, { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Todos", exact: true }).click();
  await expect(completed.getByRole("listitem").filter({ hasText: "Buy milk" })).toBeVisible();
  for (const { title } of due) await expect(completed.getByText(title, { exact: true })).toBeHidden();
});
