import type { Page } from "@playwright/test";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { NeedsConfirmation } from "#lib/tasks/errors.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "admin" });

const card = (page: Page, title: string) => page.getByRole("article", { name: title });

test.describe("for somebody who is no admin", () => {
  test.use({ as: "user" });

  test("there is neither a console nor a page of accounts: a 404, and no link to them", async ({
    page,
    complaints,
  }) => {
    complaints.expect(/status of 404/);
    expect((await page.goto("/tasks"))?.status()).toBe(404);
    await expect(page.getByText("There is nothing at this address")).toBeVisible();
    expect((await page.request.get("/api/tasks")).status()).toBe(403);
    expect((await page.request.get("/accounts")).status()).toBe(404);
    await page.goto("/");
    await expect(page.getByRole("link", { name: "Trash" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Tasks" })).toBeHidden();
    await expect(page.getByRole("link", { name: "Accounts" })).toBeHidden();
  });
});

test("shows each task with its schedule in words, cron and zone, and its next five runs", async ({
  page,
  services,
}) => {
  await visit(page, "/tasks");
  await expect(page.getByRole("article")).toHaveCount(services.tasks.names.length);
  await expect(card(page, "Heartbeat").getByText(/^Every minute/)).toBeVisible();
  const cleanup = card(page, "Clean up completed todos");
  await expect(cleanup.getByText(/^Every day at \d\d:00/)).toBeVisible();
  await expect(cleanup.getByText("Europe/Berlin").first()).toBeVisible();
  await expect(card(page, "Prune run history").getByText("Switched off in the environment")).toBeVisible();
  await cleanup.getByText(/^Next in/).click();
  const next = cleanup.getByRole("table", { name: "The next five runs" }).locator("tbody tr");
  await expect(next).toHaveCount(5);
  const slot = new Date((await next.first().locator("time").first().getAttribute("datetime")) ?? "");
  const utc = `${String(slot.getUTCHours()).padStart(2, "0")}:00`;
  await expect(next.first().getByRole("cell").nth(1)).toContainText(utc);
  await expect(next.first().getByRole("cell").first()).not.toContainText(utc);
});

test("Run now shows the typed result when it arrives, and the run in the table", async ({ page }) => {
  await visit(page, "/tasks");
  await page.getByRole("button", { name: "Run now: Heartbeat" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Run now" }).click();
  await expect(dialog.getByText("Succeeded")).toBeVisible();
  await expect(dialog.getByText("Pong at")).toBeVisible();
  await dialog.getByRole("link", { name: "Show the run" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Heartbeat" })).toBeVisible();
  await expect(page.getByText("console", { exact: true })).toBeVisible();
  const { pathname } = new URL(page.url());
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await expect(table.locator(`a[href="${pathname}"]`)).toHaveText("Heartbeat");
});

test("a payload that the server refuses says so at its field", async ({ page, complaints }) => {
  complaints.expect(/status of 422/);
  await visit(page, "/tasks");
  await page.getByRole("button", { name: "Run now: Clean up completed todos" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Days/).fill("-1");
  await dialog.getByRole("button", { name: "Run now" }).click();
  await expect(dialog.getByLabel(/^Days/)).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByRole("alert")).toHaveText("Use at least 0.");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Run now: Clean up completed todos" })).toBeFocused();
});

test("a failed run tells its error and each failed attempt, and can be run again", async ({ page, services }) => {
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
});

test("what a cleanup run removed can be restored", async ({ page, services }, testInfo) => {
  const { user } = await services.auth.betterAuth.api.signUpEmail({
    body: {
      name: "Oscar",
      email: `owner-${testInfo.testId}-${testInfo.repeatEachIndex}@example.com`,
      password: "correct horse",
    },
  });
  const owner = { id: user.id, retentionDays: 7 };
  const longAgo = new Date(Date.now() - 700 * 86_400_000);
  const todo = await services.todos.create(owner, { title: "Ancient" }, longAgo);
  await services.todos.update(owner, todo.id, { completed: true }, longAgo);
  await services.tasks.todoCleanup.execute({ days: 600 });
  await visit(page, "/tasks/runs?task=todo/cleanup&status=succeeded");
  await page.getByRole("row").filter({ hasText: "Removed 1 todo" }).first().getByRole("link").click();
  await page.getByRole("button", { name: "Restore its todos" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Restored 1 todo", { exact: true })).toBeVisible({ timeout: 15_000 });
  expect(await services.todos.get(owner, todo.id)).toMatchObject({ pinned: true });
});

test("a pause shows who and why until it is resumed, and the next slot can be run ahead of its time", async ({
  page,
}) => {
  await visit(page, "/tasks");
  const purge = card(page, "Empty old trash");
  await purge.getByRole("button", { name: "Pause the schedule: Empty old trash" }).click();
  await page.getByLabel("Reason (optional)").fill("Moving house");
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await expect(purge.getByText("Paused", { exact: true })).toBeVisible();
  await expect(purge.getByText("Paused by Ada Admin (Moving house)")).toBeVisible();
  await expect(purge.getByText(/^Next in/)).toBeHidden();
  await visit(page, "/tasks/schedules");
  await expect(purge.getByText(/Paused by Ada Admin .*: “Moving house”/)).toBeVisible();
  await expectAccessible(page);
  await purge.getByRole("button", { name: "Resume the schedule: Empty old trash" }).click();
  await expect(purge.getByText("Paused", { exact: true })).toBeHidden();

  await purge.getByRole("button", { name: "Run the next slot now: Empty old trash" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run it now" }).click();
  await expect(page).toHaveURL(/\/tasks\/runs\//);
  await visit(page, "/tasks/schedules");
  await expect(purge.getByText("somebody has run it already")).toBeVisible();
  await expect(purge.getByRole("button", { name: /Run the next slot now/ })).toHaveCount(0);
  await expectToFitPhone(page);
});

test("runs are filtered in the URL", async ({ page, services }) => {
  await services.tasks.trashPurge.execute({});
  await visit(page, "/tasks");
  await page.getByRole("link", { name: "All runs: Heartbeat" }).click();
  await page.getByLabel("Task", { exact: true }).selectOption("Empty old trash");
  await expect(page).toHaveURL(/task=trash%2Fpurge/);
  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await expect(table.getByRole("link", { name: "Empty old trash" }).first()).toBeVisible();
  await expect(table.getByRole("link", { name: "Heartbeat" })).toHaveCount(0);
  await page.getByLabel("Status", { exact: true }).selectOption("Canceled");
  await expect(page.getByText("No run matches this filter.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("No run matches this filter.")).toBeVisible();
});

test("is accessible in both themes and fits the smallest phone", async ({ page, services }) => {
  test.slow();
  await services.tasks.systemPing.execute({});
  const { id } = await services.tasks.todoCleanup.enqueue({ days: 3000 });
  await visit(page, "/tasks");
  await card(page, "Heartbeat").getByText(/^Next/).click();
  await expectAccessible(page);
  await expectToFitPhone(page);
  await page.getByRole("button", { name: "Run now: Clean up completed todos" }).click();
  await expectAccessible(page);
  await page.goto(`/tasks/runs/${id}`);
  await expect(page.getByText("Succeeded").first()).toBeVisible();
  await expectAccessible(page);
  await expectToFitPhone(page);
  await visit(page, "/tasks/runs?trigger=api");
  await expectAccessible(page);
  await expectToFitPhone(page);
});

test("a removal of far more than usual is confirmed at its run", async ({ page, services }) => {
  const { store } = services.runtime;
  const now = new Date();
  const request = { task: trashPurge.name, trigger: "schedule", payload: {}, engine: "in-process" } as const;
  const { run } = await store.record(request, now);
  const error = { name: NeedsConfirmation.errorName, message: "This is far more.", stack: null, retriable: false };
  await store.failRun(run.id, error, now);
  await visit(page, `/tasks/runs/${run.id}`);
  await page.getByRole("button", { name: "Confirm and remove" }).click();
  await expect(page).not.toHaveURL(new RegExp(run.id));
  await expect(page.getByText("Succeeded").first()).toBeVisible();
  const confirmed = await services.runs.get(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  expect(confirmed).toMatchObject({ task: trashPurge.name, payload: { confirmed: true }, status: "succeeded" });
  await expect(page.getByRole("button", { name: "Confirm and remove" })).toBeHidden();
});
