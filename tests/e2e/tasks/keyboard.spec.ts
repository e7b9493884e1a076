import type { Locator, Page } from "@playwright/test";
import { expect, test, visit } from "../support/test.ts";
import { recordOwnRun } from "./own-run.ts";

test.use({ as: "admin" });

/** Pages look again every few seconds. */
const soon = { timeout: 20_000 };
const state = { deletedCount: 3, batches: 1, skipped: {}, failed: [], cursor: null, pages: null, scanned: false };

/** Tabs forward to an element, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

test("runs are found, canceled, restored and retried by keyboard alone", async ({ page, services }) => {
  test.slow();
  const { store } = services.runtime;
  const id = await recordOwnRun(services, { days: 3300 });
  await store.startAttempt(id, new Date());
  await services.database.$transaction((transaction) =>
    store.saveProgress({ id, attempt: 1 }, { ...state, lockedIds: [] }, transaction, new Date()),
  );
  await visit(page, "/tasks");
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

  await press(page, page.getByRole("button", { name: "Cancel run" }));
  await expect(page.getByRole("button", { name: "Canceling…" })).toBeFocused();
  await store.cancelAttempt({ id, attempt: 1 }, new Date());
  const restore = page.getByRole("button", { name: "Restore its todos" });
  await expect(restore).toBeVisible(soon);
  await page.keyboard.press("Tab");
  await expect(restore).toBeFocused();
  await page.keyboard.press("Space");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
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

  await visit(page, "/tasks/runs?status=canceled&q=3300");
  const all = page.getByRole("button", { name: "Retry all…" });
  await press(page, all);
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(all).toBeFocused();
  await page.keyboard.press("Enter");
  await press(page, dialog.getByRole("button", { name: /^Retry 1 run$/ }));
  await expect(page.getByText("Retried 1 run").first()).toBeVisible(soon);
});

test("tasks are run and paused, and accounts looked after, by keyboard alone", async ({ page, services }, testInfo) => {
  test.slow();
  await visit(page, "/tasks");
  const runNow = page.getByRole("button", { name: "Run now: Clean up completed todos" });
  await press(page, runNow);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/^Days/)).toBeFocused();
  await page.keyboard.type("3301");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("region", { name: "Preview" })).toContainText("Nothing would be removed");
  await press(page, dialog.getByRole("button", { name: "Run with this preview" }));
  await expect(dialog.getByText("Succeeded")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(runNow).toBeFocused();

  await visit(page, "/tasks/schedules");
  await press(page, page.getByRole("button", { name: "Pause the schedule: Heartbeat" }));
  await expect(dialog.getByLabel("Reason (optional)")).toBeFocused();
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  const resume = page.getByRole("button", { name: "Resume the schedule: Heartbeat" });
  await expect(resume).toBeFocused();
  await expect(page.getByRole("article", { name: "Heartbeat" })).toContainText("“By hand”");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause the schedule: Heartbeat" })).toBeFocused();

  const email = `keys-${testInfo.testId}-${testInfo.repeatEachIndex}-${testInfo.retry}@example.com`;
  const { user } = await services.auth.betterAuth.api.signUpEmail({
    body: { name: "Kim Keys", email, password: "correct horse" },
  });
  await visit(page, "/accounts");
  await tabTo(page, page.getByLabel("Name or email"));
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=keys/);
  await press(page, page.getByRole("link", { name: "Kim Keys" }));
  await expect(page).toHaveURL(new RegExp(user.id));
  await tabTo(page, page.getByLabel("Role of the account"));
  await page.keyboard.type("V");
  const give = page.getByRole("button", { name: "Give this role" });
  await press(page, give);
  await expect(page.getByRole("region", { name: "Role" }).getByRole("status")).toBeVisible();
  await expect(give).toBeFocused();
  await press(page, page.getByRole("button", { name: "Disable the account" }));
  await expect(page.getByRole("button", { name: "Enable the account" })).toBeVisible();
  await visit(page, "/tasks/audit");
  await tabTo(page, page.getByLabel("Action"));
  await page.keyboard.type("Dis");
  await press(page, page.getByRole("button", { name: "Show", exact: true }));
  await expect(page.getByRole("list", { name: "Acts of operators" })).toContainText("Kim Keys");
});
