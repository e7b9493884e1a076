import type { Page } from "@playwright/test";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { press, tabTo, visitContent } from "../support/keys.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "admin" });

const card = (page: Page, title: string) => page.getByRole("article", { name: title });

test("each task has its schedule, how it has done, and runs now, by keyboard too, with a payload that the server checks", async ({
  page,
  services,
  complaints,
}) => {
  test.slow();
  complaints.expect(/status of 422|net::ERR_FAILED/);
  const size = page.viewportSize();
  await services.tasks.systemPing.execute({});
  await services.tasks.trashPurge.execute({});
  await visit(page, "/tasks");
  const cleanup = card(page, "Clean up completed todos");
  const heartbeat = card(page, "Heartbeat");

  await test.step("the schedule in words, cron and zone, and the next five runs", async () => {
    await expect(page.getByRole("article")).toHaveCount(services.tasks.names.length);
    await expect(heartbeat.getByText(/^Every minute/)).toBeVisible();
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

  await test.step("how tasks have done, and its charts as tables too", async () => {
    await expect(page.getByText(/^Engine postgres, heartbeat/)).toBeVisible();
    await expect(heartbeat.getByRole("img", { name: /^The last \d+ runs: .*succeeded/ })).toBeVisible();
    await expect(heartbeat.getByText(/% of \d+ succeeded/)).toBeVisible();
    const chart = page.getByRole("region", { name: "Runs a day" });
    await expect(chart.locator("svg rect").first()).toBeAttached();
    await chart.getByText("As a table").click();
    await expect(chart.getByRole("table").locator("tbody tr")).toHaveCount(14);
    await expectAccessible(page);
    await expectToFitPhone(page);
  });

  await test.step("what is wrong with a payload is said at its field, and another one needs another preview", async () => {
    const runNow = page.getByRole("button", { name: "Run now: Clean up completed todos" });
    await runNow.click();
    const dialog = page.getByRole("dialog");
    const days = dialog.getByLabel(/^Days/);
    await days.fill("3500");
    await dialog.getByRole("button", { name: "Preview" }).click();
    await expect(dialog.getByRole("region", { name: "Preview" })).toContainText("Nothing would be removed");
    await expectAccessible(page, { within: "dialog[open]" });
    await expectToFitPhone(page);
    if (size) await page.setViewportSize(size);
    await days.fill("-1");
    await expect(dialog.getByRole("region", { name: "Preview" })).toBeHidden();
    await expect(dialog.getByRole("button", { name: "Run now" })).toBeVisible();
    const preview = dialog.getByRole("button", { name: /^Preview/ });
    await preview.click();
    await expect(days).toHaveAttribute("aria-invalid", "true");
    await days.fill("");
    await days.pressSequentially("7-");
    await expect(days).not.toHaveAttribute("aria-invalid");
    await preview.click();
    await expect(dialog.getByText("Use a number.")).toBeVisible();
    await expect(dialog.getByRole("region", { name: "Preview" })).toBeHidden();
    await days.press("Backspace");
    await expect(dialog.getByText("Use a number.")).toBeHidden();
    await days.fill("3499");
    await expect(days).not.toHaveAttribute("aria-invalid");
    await preview.click();
    await page.route("**/api/tasks/todo/cleanup", (route) => route.abort(), { times: 2 });
    const run = dialog.getByRole("button", { name: "Run with this preview" });
    const error = dialog.getByRole("alert");
    await run.click();
    await expect(error).toBeVisible();
    await preview.click();
    await expect(error).toBeHidden();
    await run.click();
    await expect(error).toBeVisible();
    await days.fill("3498");
    await expect(error).toBeHidden();
    await expect(dialog.getByRole("region", { name: "Preview" })).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(runNow).toBeFocused();

    await page.keyboard.press("Enter");
    await expect(days).toBeFocused();
    await page.keyboard.type("3301");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("region", { name: "Preview" })).toContainText("Nothing would be removed");
    await press(page, dialog.getByRole("button", { name: "Run with this preview" }));
    await expect(dialog.getByText("Succeeded")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Done" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(runNow).toBeFocused();

    await runNow.click();
    await days.fill("-1");
    await dialog.getByRole("button", { name: "Run now" }).click();
    await expect(days).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByRole("alert")).toHaveText("Use at least 0.");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  const table = page.getByRole("table", { name: "Latest runs, newest first" });
  await test.step("Run now shows the typed result when it arrives, and the run in the table", async () => {
    await page.getByRole("button", { name: "Run now: Heartbeat" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Run now" }).click();
    await expect(dialog.getByText("Succeeded")).toBeVisible();
    await expect(dialog.getByText("Pong at")).toBeVisible();
    await dialog.getByRole("link", { name: "Show the run" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Heartbeat" })).toBeVisible();
    await expect(page.getByText("console", { exact: true })).toBeVisible();
    const { pathname } = new URL(page.url());
    await page.getByRole("link", { name: "Overview", exact: true }).click();
    await page.getByRole("link", { name: "All runs: Heartbeat" }).click();
    await expect(table.locator(`a[href="${pathname}"]`)).toHaveText("Heartbeat");
  });

  await test.step("runs are filtered in the URL", async () => {
    await page.getByLabel("Task", { exact: true }).selectOption("Empty old trash");
    await expect(page).toHaveURL(/task=trash%2Fpurge/);
    await expect(table.getByRole("link", { name: "Empty old trash" }).first()).toBeVisible();
    await expect(table.getByRole("link", { name: "Heartbeat" })).toHaveCount(0);
    await expectAccessible(page);
    await expectToFitPhone(page);
    await page.getByLabel("Status", { exact: true }).selectOption("Canceled");
    await expect(page.getByText("No run matches this filter.")).toBeVisible();
    await page.reload();
    await expect(page.getByText("No run matches this filter.")).toBeVisible();
  });
});

test("by keyboard, a pause shows who and why until it is resumed, and the next slot can be run ahead of its time", async ({
  page,
  services,
  complaints,
}) => {
  complaints.expect(/status of 409/);
  await visitContent(page, "/tasks");
  const purge = card(page, "Empty old trash");
  const schedules = page.getByRole("link", { name: "Schedules", exact: true });
  const pause = page.getByRole("button", { name: "Pause the schedule: Empty old trash" });
  const resume = page.getByRole("button", { name: "Resume the schedule: Empty old trash" });
  await press(page, pause);
  await expect(page.getByLabel("Reason (optional)")).toBeFocused();
  const tooLong = page.getByText("Use at most 500 characters.");
  await page.keyboard.insertText("a".repeat(501));
  await page.keyboard.press("Enter");
  await expect(tooLong).toBeVisible();
  await page.keyboard.press("Escape");
  await press(page, pause);
  await expect(page.getByLabel("Reason (optional)")).toHaveValue("");
  await expect(tooLong).toBeHidden();
  await page.keyboard.insertText("a".repeat(501));
  await page.keyboard.press("Enter");
  await expect(tooLong).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Moving house");
  await expect(tooLong).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(purge.getByText("Paused", { exact: true })).toBeVisible();
  await expect(purge.getByText("Paused by Ada Admin (Moving house)")).toBeVisible();
  await expect(purge.getByText(/^Next in/)).toBeHidden();
  await expect(resume).toBeFocused();
  await schedules.click();
  await expect(purge.getByText(/Paused by Ada Admin .*: “Moving house”/)).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, resume);
  await page.keyboard.press("Space");
  await expect(pause).toBeFocused();
  await expect(purge.getByText("Paused", { exact: true })).toBeHidden();

  const runSlot = purge.getByRole("button", { name: "Run the next slot now: Empty old trash" });
  const runIt = page.getByRole("dialog").getByRole("button", { name: "Run it now" });
  const where = { task: trashPurge.name };
  const { cron } = await services.database.taskSchedule.findUniqueOrThrow({ where });
  await test.step("a slot that is not the next any more is not run, and the page shows the one that is", async () => {
    await press(page, runSlot);
    await services.database.taskSchedule.update({ where, data: { cron: "17 5 * * *" } });
    await press(page, runIt);
    await expect(page.getByText("The next slot is another one by now")).toBeVisible();
    await expect(purge.getByText(/^Next: .*05:17/)).toBeVisible();
    await page.getByRole("button", { name: "Dismiss" }).click();
  });

  await test.step("a pause by somebody else is not taken for one's own, and its end shows when the tab comes back", async () => {
    await press(page, pause);
    await services.schedules.pause(trashPurge, { by: null, reason: "Backup", at: new Date() });
    await page.keyboard.type("Moving again");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This schedule is paused already: “Backup”.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Retry" })).toBeHidden();
    await expect(purge.getByText(/^Paused .*: “Backup”/)).toBeVisible();
    await services.schedules.resume(trashPurge, new Date());
    await services.database.taskSchedule.update({ where, data: { cron } });
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await expect(purge.getByText("Paused", { exact: true })).toBeHidden();
  });

  await press(page, runSlot);
  await press(page, runIt);
  await expect(page).toHaveURL(/\/tasks\/runs\//);
  await schedules.click();
  await expect(purge.getByText("somebody has run it already")).toBeVisible();
  await expect(purge.getByRole("button", { name: /Run the next slot now/ })).toHaveCount(0);
  await expectToFitPhone(page);
});
