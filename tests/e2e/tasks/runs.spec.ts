import type { Page } from "@playwright/test";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";
import { recordOwnRun } from "./own-run.ts";

test.use({ as: "admin" });

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });
/** Pages look again every few seconds. */
const soon = { timeout: 20_000 };

const state = { deletedCount: 1200, batches: 3, skipped: {}, failed: [], cursor: null, pages: null, scanned: false };
const error = { name: "DiskError", message: "The disk is full.", stack: "DiskError: full\n  at disk", retriable: true };

test("a run that fails twice and then succeeds is followed to its end, and found by what it says", async ({
  page,
  services,
}) => {
  const { store } = services.runtime;
  const id = await recordOwnRun(services, { days: 3210 });
  await visit(page, "/tasks/runs");
  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await page.getByLabel("Search runs").fill("3210");
  await expect(page).toHaveURL(/q=3210/);
  const row = table.getByRole("row").filter({ has: page.locator(`a[href="/tasks/runs/${id}"]`) });
  await expect(row).toContainText("Queued");
  await expect(page.getByText("1 run", { exact: true })).toBeVisible();
  await store.startAttempt(id, new Date());
  await expect(row).toContainText("Running", soon);

  await row.getByRole("link").click();
  await expect(timeline(page)).toContainText("Attempt 1 started", soon);
  await store.failAttempt({ id, attempt: 1 }, error, { last: false }, new Date());
  await expect(timeline(page)).toContainText("Attempt 1 failed: The disk is full.", soon);
  await store.startAttempt(id, new Date());
  await store.failAttempt({ id, attempt: 2 }, error, { last: false }, new Date());
  await store.startAttempt(id, new Date());
  const result = { deletedCount: 7, batches: 1, asOf: new Date().toISOString() };
  await store.succeed({ id, attempt: 3 }, result, new Date());
  await expect(timeline(page)).toContainText("Attempt 3 started", soon);
  await expect(timeline(page).getByRole("listitem").last()).toContainText("Succeeded");
  await expect(page.getByRole("region", { name: "Receipt" })).toContainText("7");
  await expect(page.getByRole("region", { name: "Failed attempts" })).toContainText("DiskError");

  await page.goBack();
  await expect(page.getByLabel("Search runs")).toHaveValue("3210");
  await expect(row).toContainText("Removed 7 todos");
  await page.reload();
  await expect(row).toContainText("attempt 3");
});

test("a run is canceled in the middle, shows how far it was, and is run again", async ({ page, services }) => {
  const { store } = services.runtime;
  const id = await recordOwnRun(services, { days: 3211 });
  await store.startAttempt(id, new Date());
  const save = () =>
    services.database.$transaction((transaction) =>
      store.saveProgress({ id, attempt: 1 }, { ...state, lockedIds: [] }, transaction, new Date()),
    );
  await save();
  await visit(page, `/tasks/runs/${id}`);
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Removed 1,200 todos so far");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText(/left is not known|no estimate yet/);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await expect(page.getByRole("button", { name: "Canceling…" })).toBeVisible();
  expect(await save()).toEqual({ cancelRequested: true });
  await store.cancelAttempt({ id, attempt: 1 }, new Date());
  await expect(timeline(page)).toContainText("Asked to stop", soon);
  await expect(timeline(page).getByRole("listitem").last()).toContainText("Canceled");

  await expect(page.getByRole("button", { name: "Restore its todos" })).toBeVisible();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page.getByRole("region", { name: "Related runs" })).toContainText("Repeats", soon);
  await page.getByRole("link", { name: "an earlier run" }).click();
  await expect(page).toHaveURL(new RegExp(id));
  await expect(page.getByRole("region", { name: "Related runs" })).toContainText("Repeated by", soon);
});

test("a held run says so, and executes once somebody lets it", async ({ page, services }) => {
  const id = await recordOwnRun(services, { days: 3213 });
  await services.database.taskRun.update({ where: { id }, data: { heldAt: new Date() } });
  await visit(page, "/tasks");
  await page.getByRole("link", { name: "held, waiting for your confirmation" }).click();
  await expect(page.getByText("Held: waits for your confirmation").first()).toBeVisible();
  await visit(page, `/tasks/runs/${id}`);
  await expect(page.getByText("it waits for your confirmation")).toBeVisible();
  await page.getByRole("button", { name: "Let it run" }).click();
  await expect(timeline(page)).toContainText("Succeeded", soon);
});

test("a run that is restored while somebody looks at it says so", async ({ page, services }) => {
  const id = await recordOwnRun(services, { days: 3212 });
  await services.runtime.store.startAttempt(id, new Date());
  const result = { deletedCount: 0, batches: 0, asOf: new Date().toISOString() };
  await services.runtime.store.succeed({ id, attempt: 1 }, result, new Date());
  await visit(page, `/tasks/runs/${id}`);
  await expect(timeline(page)).toContainText("Succeeded");
  await expect(page.getByRole("button", { name: "Run again" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Restore its todos" })).toBeHidden();
  await services.runs.restore(id, { trigger: "cli" });
  const related = page.getByRole("region", { name: "Related runs" });
  await expect(related).toContainText("Undone by", soon);
  await related.getByRole("link", { name: "a run" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Restore what a cleanup removed" })).toBeVisible();
  await expect(page.getByRole("link", { name: "another run" })).toHaveAttribute("href", `/tasks/runs/${id}`);
});

test("the overview names what does not work and where to look, until it works again", async ({ page, services }) => {
  const { store } = services.runtime;
  const record = async () => {
    const request = { task: "notice/test", trigger: "api", payload: {}, engine: "in-process" } as const;
    return (await store.record(request, new Date())).run;
  };
  await visit(page, "/tasks");
  const alerts = page.getByRole("region", { name: "Needs your attention" });
  const alert = alerts.getByRole("listitem").filter({ hasText: "“Send a test notice” failed" });
  await store.failRun((await record()).id, error, new Date());
  await expect(alert).toContainText("with DiskError, after its last attempt", soon);
  await expectAccessible(page);
  await expectToFitPhone(page);
  const { id } = await record();
  await store.startAttempt(id, new Date());
  await store.succeed({ id, attempt: 1 }, { sentCount: 1 }, new Date());
  await expect(alert).toBeHidden(soon);

  await visit(page, "/tasks/runs");
  await page.getByText("More filters").click();
  const name = page.getByLabel("Error name");
  await name.focus();
  await expect(page.locator("datalist option[value=DiskError]")).toBeAttached();
  await name.pressSequentially("DiskError");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/error=DiskError/);
  await expect(name).toBeFocused();
  await expect(page.getByRole("row").filter({ hasText: "Send a test notice" }).first()).toBeVisible();
});

test("the overview shows how tasks have done, and its charts as tables too", async ({ page, services }) => {
  await services.tasks.systemPing.execute({});
  await services.tasks.trashPurge.execute({});
  await visit(page, "/tasks");
  await expect(page.getByText(/^Engine postgres, heartbeat/)).toBeVisible();
  const heartbeat = page.getByRole("article", { name: "Heartbeat" });
  await expect(heartbeat.getByRole("img", { name: /^The last \d+ runs: .*succeeded/ })).toBeVisible();
  await expect(heartbeat.getByText(/% of \d+ succeeded/)).toBeVisible();
  const chart = page.getByRole("region", { name: "Runs a day" });
  await expect(chart.locator("svg rect").first()).toBeAttached();
  await chart.getByText("As a table").click();
  await expect(chart.getByRole("table").locator("tbody tr")).toHaveCount(14);
});
