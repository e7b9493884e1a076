import { dayMs } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { taskRunsPrune } from "#lib/tasks/definitions/task-runs-prune.ts";
import { todoImportPrune } from "#lib/tasks/definitions/todo-import-prune.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { closeAndOpen, press, tabTo, visitContent } from "../support/keys.ts";
import { expect, test, visit } from "../support/test.ts";
import { recordOwnRun } from "./own-run.ts";

test.use({ as: "admin" });

/** Pages look again every few seconds. */
const soon = { timeout: 20_000 };
const state = { deletedCount: 1200, batches: 3, skipped: {}, failed: [], cursor: null, pages: null, scanned: false };

test("runs are found, canceled in the middle, restored and run again by keyboard alone", async ({ page, services }) => {
  test.slow();
  const { store } = services.runtime;
  const id = await recordOwnRun(services, { days: 3300 });
  await store.startAttempt(id, new Date());
  const save = () =>
    services.database.$transaction((transaction) =>
      store.saveProgress({ id, attempt: 1 }, { ...state, lockedIds: [] }, transaction, new Date()),
    );
  await save();
  await visitContent(page, "/tasks");
  await press(page, page.getByRole("link", { name: "Runs", exact: true }));
  await tabTo(page, page.getByLabel("Search runs"));
  await page.keyboard.type("3300");
  await expect(page).toHaveURL(/q=3300/);
  await tabTo(page, page.getByLabel("Status"));
  await page.keyboard.type("Run");
  await expect(page).toHaveURL(/status=running/);
  await press(page, page.getByText("More filters"));
  await tabTo(page, page.getByLabel("Trigger"));
  await page.keyboard.type("console");
  await expect(page).toHaveURL(/trigger=console/);
  await press(page, page.getByRole("table").locator(`a[href="/tasks/runs/${id}"]`));
  await expect(page).toHaveURL(new RegExp(id));

  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Removed 1,200 todos so far");
  await expect(progress).toContainText(/left is not known|no estimate yet/);
  await press(page, page.getByRole("button", { name: "Cancel run" }));
  await expect(page.getByRole("button", { name: "Canceling…" })).toBeFocused();
  expect(await save()).toEqual({ cancelRequested: true });
  await store.cancelAttempt({ id, attempt: 1 }, new Date());
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline).toContainText("Asked to stop", soon);
  await expect(timeline.getByRole("listitem").last()).toContainText("Canceled");
  const restore = page.getByRole("button", { name: "Restore its todos" });
  await expect(restore).toBeVisible(soon);
  await page.keyboard.press("Tab");
  await expect(restore).toBeFocused();
  await page.keyboard.press("Space");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await closeAndOpen(dialog, restore);
  await expect(dialog.getByRole("button", { name: "Restore" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(restore).toBeFocused();
  await page.keyboard.press("Enter");
  await press(page, dialog.getByRole("button", { name: "Restore" }));
  await expect(page.getByRole("heading", { level: 1, name: "Restore what a cleanup removed" })).toBeVisible();
  await press(page, page.getByRole("link", { name: "another run" }));
  await expect(page).toHaveURL(new RegExp(id));
  await press(page, page.getByRole("button", { name: "Run again" }));
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page.getByRole("region", { name: "Payload" })).toContainText("3300");
  const related = page.getByRole("region", { name: "Related runs" });
  await expect(related).toContainText("Repeats", soon);
  await press(page, page.getByRole("link", { name: "an earlier run" }));
  await expect(page).toHaveURL(new RegExp(id));
  await expect(related).toContainText("Repeated by", soon);
});

test("runs that went well are unfolded by keyboard, and stay so when older ones are loaded", async ({
  page,
  services,
}) => {
  const start = Date.now() - dayMs;
  const data = Array.from({ length: 53 }, (_, index) => {
    const at = new Date(start - index * 60_000);
    const run = { id: newId(at), task: taskRunsPrune.name, trigger: "schedule", payload: {}, engine: "in-process" };
    return { ...run, status: "succeeded", attempt: 1, createdAt: at, startedAt: at, finishedAt: at };
  });
  await services.database.taskRun.createMany({ data });
  await visit(page, "/tasks/runs?task=task-runs/prune&trigger=schedule");
  const linkOf = (index: number) => page.getByRole("table").locator(`a[href="/tasks/runs/${data[index]?.id}"]`);
  await page.getByRole("button", { name: "Show 49 more that succeeded" }).press("Enter");
  await expect(linkOf(1)).toBeFocused();
  await expect(linkOf(49)).toBeVisible();
  const more = page.getByRole("button", { name: "Load more" });
  await more.press("Enter");
  await expect(linkOf(50)).toBeFocused();
  await expect(linkOf(1)).toBeVisible();
  await expect(more).toBeHidden();
});

test("all failed runs of a view are retried once their number is confirmed, by a run that tells of it, by keyboard", async ({
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
  const size = page.viewportSize();

  await visitContent(page, "/tasks/runs?task=todo-import/prune");
  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await expect(table.getByText("The disk was full.").first()).toBeVisible();
  const retryAll = page.getByRole("button", { name: "Retry all…" });
  await expect(retryAll).toBeHidden();
  await tabTo(page, page.getByLabel("Status"));
  await page.keyboard.type("Fail");
  await expect(page).toHaveURL(/status=failed/);
  await press(page, retryAll);
  const dialog = page.getByRole("dialog", { name: "Retry all runs of this view?" });
  await expect(dialog.getByText("3 runs", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectAccessible(page, { within: "dialog[open]" });
  await expectToFitPhone(page);
  if (size) await page.setViewportSize(size);
  await page.keyboard.press("Escape");
  await expect(retryAll).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await closeAndOpen(dialog, retryAll);
  await expect(dialog.getByRole("button", { name: "Retry 3 runs" })).toBeVisible();
  await page.keyboard.press("Escape");

  await test.step("the dialog closes where the view changes below it, and what it showed is what starts", async () => {
    await press(page, page.getByText("More filters"));
    await page.getByLabel("Trigger").selectOption("api");
    await expect(page).toHaveURL(/trigger=api/);
    await retryAll.press("Enter");
    await expect(dialog.getByText("3 runs", { exact: true })).toBeVisible();
    await page.goBack();
    await expect(page).not.toHaveURL(/trigger=/);
    await expect(dialog).toBeHidden();
    await expect(retryAll).toBeFocused();
    await page.goForward();
    await expect(page).toHaveURL(/trigger=api/);
    await page.keyboard.press("Enter");
    const started = page.waitForRequest((request) => request.url().endsWith("/api/tasks/task-runs/retry"));
    await press(page, dialog.getByRole("button", { name: "Retry 3 runs" }));
    const payload = { task: todoImportPrune.name, status: "failed", trigger: "api", asOf: expect.any(String) };
    expect((await started).postDataJSON()).toEqual({ payload });
  });

  await expect(page.getByRole("heading", { level: 1, name: "Retry many runs" })).toBeVisible();
  await expect(page.getByText("Retried 3 runs").first()).toBeVisible(soon);
  await visit(page, "/tasks/runs?task=todo-import/prune&status=succeeded");
  await expect(table.getByText("Removed 0 files")).toHaveCount(3);
});
