import type { Page } from "@playwright/test";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { NeedsConfirmation } from "#lib/tasks/errors.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { holdAnswers } from "../support/hold-answers.ts";
import { expect, test, visit } from "../support/test.ts";
import { recordOwnRun } from "./own-run.ts";

test.use({ as: "admin" });

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });
/** Pages look again every few seconds. */
const soon = { timeout: 20_000 };

const error = { name: "DiskError", message: "The disk is full.", stack: "DiskError: full\n  at disk", retriable: true };

test("a run that fails twice and then succeeds is followed to its end, and found by what it says", async ({
  page,
  services,
}) => {
  const { store } = services.runtime;
  const id = await recordOwnRun(services, { days: 3210 });
  await visit(page, "/tasks/runs");
  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await page.getByLabel("Search runs").fill("no run says this");
  await expect(page.getByText("No run matches this filter.")).toBeVisible();
  const held = await holdAnswers(page, /\/api\/runs\?.*q=3210/);
  await page.getByLabel("Search runs").fill("3210");
  await held.asked;
  await expect(page).toHaveURL(/q=3210/);
  await expect(page.getByText("No run matches this filter.")).toBeHidden();
  held.release();
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

test("the overview names what does not work until it works again, and what is held until somebody lets it run", async ({
  page,
  services,
}) => {
  const { store } = services.runtime;
  const record = async () => {
    const request = { task: "notice/test", trigger: "api", payload: {}, engine: "in-process" } as const;
    return (await store.record(request, new Date())).run;
  };
  const size = page.viewportSize();
  const held = await recordOwnRun(services, { days: 3213 });
  await services.database.taskRun.update({ where: { id: held }, data: { heldAt: new Date() } });
  await visit(page, "/tasks");
  const alerts = page.getByRole("region", { name: "Needs your attention" });
  const alert = alerts.getByRole("listitem").filter({ hasText: "“Send a test notice” failed" });
  await store.failRun((await record()).id, error, new Date());
  await expect(alert).toContainText("with DiskError, after its last attempt", soon);
  await expectAccessible(page, { within: "[aria-labelledby=open-alerts]" });
  await expectToFitPhone(page);
  if (size) await page.setViewportSize(size);
  const { id } = await record();
  await store.startAttempt(id, new Date());
  await store.succeed({ id, attempt: 1 }, { sentCount: 1 }, new Date());
  await expect(alert).toBeHidden(soon);

  await page.getByRole("link", { name: "held, waiting for your confirmation" }).click();
  await expect(page.getByText("Held: waits for your confirmation").first()).toBeVisible();
  await page.getByRole("table").locator(`a[href="/tasks/runs/${held}"]`).click();
  await expect(page.getByText("it waits for your confirmation")).toBeVisible();
  await page.getByRole("button", { name: "Let it run" }).click();
  await expect(timeline(page)).toContainText("Succeeded", soon);

  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await page.getByText("More filters").click();
  const name = page.getByLabel("Error name");
  await name.focus();
  await expect(page.locator("datalist option[value=DiskError]")).toBeAttached();
  await name.pressSequentially("DiskError");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/error=DiskError/);
  await expect(name).toBeFocused();
  const found = page.getByRole("row").filter({ hasText: "Send a test notice" }).first();
  await expect(found).toBeVisible();

  await test.step("a date is typed key by key, and half of one changes nothing", async () => {
    const from = page.getByLabel("Created from");
    const before = page.getByLabel("Created before");
    await from.focus();
    await page.keyboard.type("01012026");
    await before.focus();
    await expect(from).toHaveAccessibleDescription("Type both the date and the time.");
    expect(await from.evaluate((field: HTMLInputElement) => field.validity.badInput)).toBe(false);
    await from.focus();
    await page.keyboard.type("010120260900AM");
    await expect(from).toHaveValue("2026-01-01T09:00");
    await expect(from).toHaveAccessibleDescription("");
    expect(page.url()).not.toContain("from=");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/from=2026-01-01T08%3A00/);
    await page.keyboard.press("Backspace");
    await expect(from).toHaveValue("");
    await before.focus();
    await expect(from).toHaveValue("2026-01-01T09:00");
    await page.keyboard.type("010120260900AM");
    await from.focus();
    await expect(page).toHaveURL(/from=2026-01-01T08%3A00.*to=2026-01-01T08%3A00/);
    await expect(found).toBeHidden();
  });
});

test("a failed run tells its error and each failed attempt, and is run again, or confirmed; an older one still shows", async ({
  page,
  services,
}) => {
  const future = new Date(Date.now() + 86_400_000).toISOString();
  await services.tasks.todoCleanup.execute({ asOf: future }).catch(() => {});
  await visit(page, "/tasks/runs?task=todo/cleanup&status=failed");
  await page.getByRole("row").filter({ hasText: "asOf lies in the future" }).first().getByRole("link").click();
  const errors = page.getByRole("region", { name: "Error" });
  await expect(errors.getByText(/asOf lies in the future/).first()).toBeVisible();
  await expect(errors.getByText("permanent error, not retried")).toBeVisible();
  const before = page.url();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByText("Failed").first()).toBeVisible();

  await test.step("a removal of far more than usual is confirmed at its run", async () => {
    const { store } = services.runtime;
    const request = { task: trashPurge.name, trigger: "schedule", payload: {}, engine: "in-process" } as const;
    const { run } = await store.record(request, new Date());
    const refusal = { name: NeedsConfirmation.errorName, message: "This is far more.", stack: null, retriable: false };
    await store.failRun(run.id, refusal, new Date());
    await visit(page, `/tasks/runs/${run.id}`);
    await page.getByRole("button", { name: "Confirm and remove" }).click();
    await expect(page).not.toHaveURL(new RegExp(run.id));
    await expect(page.getByText("Succeeded").first()).toBeVisible();
    const confirmed = await services.runs.get(new URL(page.url()).pathname.split("/").at(-1) ?? "");
    expect(confirmed).toMatchObject({ task: trashPurge.name, payload: { confirmed: true }, status: "succeeded" });
    await expect(page.getByRole("button", { name: "Confirm and remove" })).toBeHidden();
  });

  await test.step("the run of an older version, without today's counts, still shows", async () => {
    const id = await recordOwnRun(services, { days: 3400 });
    await services.runtime.store.startAttempt(id, new Date());
    const result = { deletedCount: 12, batches: 1, asOf: "2026-11-01T03:00:00.000Z" };
    await services.runtime.store.succeed({ id, attempt: 1 }, result, new Date());
    await page.goto(`/tasks/runs/${id}`);
    const receipt = page.getByRole("region", { name: "Receipt" });
    await expect(receipt.locator('[data-field="deletedCount"]')).toHaveText("12");
    await expect(receipt.locator('[data-field="skipped"]')).toBeHidden();
    await expect(receipt.locator('[data-field="seconds"]')).toBeHidden();
  });
});
