import { todoImportPrune } from "#lib/tasks/definitions/todo-import-prune.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "admin" });

test("all failed runs of a view are retried once their number is confirmed, by a run that tells of it", async ({
  page,
  services,
}) => {
  const { store, engine } = services.runtime;
  const error = { name: "OutOfReach", message: "The disk was full.", stack: null, retriable: false };
  for (let count = 0; count < 3; count += 1) {
    const request = { task: todoImportPrune.name, trigger: "api", payload: {}, engine: engine.name } as const;
    const { run } = await store.record(request, new Date());
    await store.startAttempt(run.id, new Date());
    await store.failAttempt({ id: run.id, attempt: 1 }, error, { last: true }, new Date());
  }

  await visit(page, "/tasks/runs?task=todo-import/prune");
  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await expect(table.getByText("The disk was full.").first()).toBeVisible();
  const retryAll = page.getByRole("button", { name: "Retry all…" });
  await expect(retryAll).toBeHidden();
  await page.getByLabel("Status").selectOption("failed");
  await retryAll.click();
  const dialog = page.getByRole("dialog", { name: "Retry all runs of this view?" });
  await expect(dialog.getByText("3 runs", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectToFitPhone(page);
  await dialog.getByRole("button", { name: "Retry 3 runs" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Retry many runs" })).toBeVisible();
  await expect(page.getByText("Retried 3 runs").first()).toBeVisible();
  await visit(page, "/tasks/runs?task=todo-import/prune&status=succeeded");
  await expect(table.getByText("Removed 0 files")).toHaveCount(3);
});
