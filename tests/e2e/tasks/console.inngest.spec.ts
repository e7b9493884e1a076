import type { Page } from "@playwright/test";
import { dayMs } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { type InngestApp, signInAsAdmin, startInngestApp } from "../support/inngest-app.ts";
import { expect, test, visit } from "../support/test.ts";

// Another server on this host gives its cookies to all ports.
test.use({ alone: true });

/** Its server sends steps, and retries after seconds. */
const soon = { timeout: 60_000 };
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });

let app: InngestApp;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  app = await startInngestApp();
});
test.afterAll(() => app.stop());

/** Todos of one person that were completed so many days ago. */
async function addCompleted(count: number, daysAgo: number): Promise<void> {
  const { id: ownerId } = await app.database.user.findFirstOrThrow();
  const at = new Date(Date.now() - daysAgo * dayMs);
  const data = Array.from({ length: count }, () => ({
    id: newId(at),
    ownerId,
    title: "Old",
    createdAt: at,
    updatedAt: at,
    completedAt: at,
    expiresAt: new Date(at.getTime() + 7 * dayMs),
  }));
  await app.database.todo.createMany({ data });
}

/** Starts a cleanup through the console's API, and opens its page. */
async function startCleanup(page: Page, days: number): Promise<string> {
  const response = await page.request.post(`${app.origin}/api/tasks/todo/cleanup`, {
    data: { payload: { days, confirmed: true } },
    headers: { origin: app.origin },
  });
  const { run } = await response.json();
  await visit(page, `${app.origin}/tasks/runs/${run.id}`);
  return run.id;
}

test("on Inngest, runs fail twice and succeed, are canceled in the middle, and restored while looked at", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signInAsAdmin(page, app);
  await addCompleted(1, 900);
  await app.database.$executeRaw`ALTER TABLE trashed_todo RENAME TO trashed_todo_away`;
  const first = await startCleanup(page, 800);
  await expect(timeline(page)).toContainText("Attempt 2 failed", soon);
  await app.database.$executeRaw`ALTER TABLE trashed_todo_away RENAME TO trashed_todo`;
  await expect(timeline(page)).toContainText("Attempt 3 started", soon);
  await expect(page.getByRole("region", { name: "Receipt" }).locator('[data-field="deletedCount"]')).toHaveText(
    "1",
    soon,
  );
  const link = page.getByRole("link", { name: /opens Inngest's dashboard/ });
  const { engineRunId } = await app.database.taskRun.findUniqueOrThrow({ where: { id: first } });
  await expect(link).toHaveAttribute("href", `${app.inngestUrl}/run?runID=${engineRunId}`);
  expect((await page.request.get(`${app.inngestUrl}/v1/runs/${engineRunId}`)).ok()).toBe(true);

  await page.request.post(`${app.origin}/api/runs/${first}/restore`, { headers: { origin: app.origin } });
  const related = page.getByRole("region", { name: "Related runs" });
  await expect(related).toContainText("Undone by", soon);
  await related.getByRole("link", { name: "a run" }).click();
  await expect(page.getByText("Restored 1 todo", { exact: true })).toBeVisible(soon);

  await addCompleted(3_000, 700);
  await app.database.$executeRaw`CREATE FUNCTION slow_delete() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(0.003); RETURN OLD; END $$`;
  await app.database
    .$executeRaw`CREATE TRIGGER slow_delete BEFORE DELETE ON todo FOR EACH ROW EXECUTE FUNCTION slow_delete()`;
  await startCleanup(page, 600);
  await expect(page.getByRole("region", { name: "Progress" })).toContainText(/Removed .* so far/, soon);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await expect(timeline(page).getByRole("listitem").last()).toContainText("Canceled", soon);
  expect(await app.database.todo.count()).toBeGreaterThan(1);
  await app.database.$executeRaw`DROP TRIGGER slow_delete ON todo`;
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByRole("region", { name: "Receipt" })).toBeVisible(soon);
  await expect(page.getByRole("region", { name: "Related runs" })).toContainText("Repeats");
});
