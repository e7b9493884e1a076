import type { Page } from "@playwright/test";
import { addDaysTo, isoDay } from "#app/_time/format-time.ts";
import type { App } from "#lib/app.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { layoutShiftsOf, observeLayoutShifts } from "../support/layout-shift.ts";
import { expect, test } from "../support/test.ts";
import { add, everything, group, groupsOf, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const oneOfEach = {
  Overdue: ["Late"],
  Today: ["Now"],
  Upcoming: ["Soon", "Later"],
  "No date": ["Whenever"],
};

/** Made around the day that it is in a zone. */
async function makeOneOfEach(zone: string, { services, user }: { services: App; user: Owner }): Promise<void> {
  const today = isoDay(new Date(), zone);
  const start = Date.now() - 1000;
  const days = { Later: 2, Whenever: null, Now: 0, Soon: 1, Late: -1 };
  for (const [index, [title, ahead]] of Object.entries(days).entries()) {
    const dueOn = ahead === null ? null : addDaysTo(today, ahead);
    await services.todos.create(user, { title, dueOn }, new Date(start + index));
  }
}

/** The page as the server sent it, where no script can mend it. */
async function withoutScripts(page: Page, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await page
    .context()
    .browser()
    ?.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
  if (context === undefined) throw new Error("There is no browser to open another window of.");
  const other = await context.newPage();
  await other.goto(page.url());
  await look(other);
  await context.close();
}

/** A zone where it is another date than in UTC: at any time of day, one of them is. */
const otherDay =
  isoDay(new Date(), "Pacific/Kiritimati") === isoDay(new Date(), "UTC") ? "Pacific/Pago_Pago" : "Pacific/Kiritimati";

test.describe("where it is another date than in UTC", () => {
  test.use({ timezoneId: otherDay });

  test("open todos are grouped by the day where the browser is, then by the server too", async ({
    page,
    user,
    services,
  }) => {
    await makeOneOfEach(otherDay, { services, user });
    await openPage(page);
    await expect.poll(() => groupsOf(page)).toEqual(oneOfEach);
    await withoutScripts(page, async (other) => expect(await groupsOf(other)).toEqual(oneOfEach));
    await observeLayoutShifts(page);
    await page.reload();
    await expect(row(page, "Now").getByText("Today")).toBeVisible();
    expect(await layoutShiftsOf(page)).toEqual([]);
  });
});

test("a zone that was chosen goes before the browser's, from the first HTML on", async ({ page, user, services }) => {
  await makeOneOfEach(otherDay, { services, user });
  await services.auth.changeProfile(user.id, { timeZone: otherDay }, new Date());
  await openPage(page);
  await expect.poll(() => groupsOf(page)).toEqual(oneOfEach);
  await withoutScripts(page, async (other) => expect(await groupsOf(other)).toEqual(oneOfEach));
});

test("a due date moves a todo to its group at once, and back when the server refuses", async ({
  page,
  user,
  services,
  complaints,
}) => {
  await makeOneOfEach("Europe/Berlin", { services, user });
  await openPage(page);
  await add(page, "Fresh");
  expect((await groupsOf(page))["No date"]).toEqual(["Fresh", "Whenever"]);

  await page.getByRole("button", { name: "Details of “Whenever”" }).click();
  const details = page.getByRole("form", { name: "Details of “Whenever”" });
  await details.getByRole("button", { name: "Tomorrow" }).click();
  complaints.expect(/422/);
  await page.route("**/api/todos/*", (route) => route.fulfill({ status: 422, json: { title: "Out of order" } }));
  await details.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Couldn’t save “Whenever”.")).toBeVisible();
  await expect.poll(() => groupsOf(page)).toEqual({ ...oneOfEach, "No date": ["Fresh", "Whenever"] });

  await page.unroute("**/api/todos/*");
  await page.getByRole("button", { name: "Details of “Whenever”" }).click();
  await details.getByRole("button", { name: "Tomorrow" }).click();
  await details.getByRole("button", { name: "Save" }).click();
  const moved = { ...oneOfEach, Upcoming: ["Soon", "Whenever", "Later"], "No date": ["Fresh"] };
  await expect.poll(() => groupsOf(page)).toEqual(moved);
  const saved = async () =>
    (await services.todos.list(user, everything)).items.find(({ title }) => title === "Whenever");
  await expect.poll(async () => (await saved())?.dueOn).not.toBeNull();
  await page.reload();
  await expect.poll(() => groupsOf(page)).toEqual(moved);
});

test.describe("with a clock of its own", () => {
  test.use({ alone: true });

  test("at midnight, what was due today is overdue", async ({ page, user, services }) => {
    await page.clock.install();
    const today = isoDay(new Date(), "Europe/Berlin");
    await services.todos.create(user, { title: "Now", dueOn: today }, new Date());
    await services.todos.create(user, { title: "Soon", dueOn: addDaysTo(today, 1) }, new Date());
    await openPage(page);
    await expect(group(page, "Today")).toContainText("Now");
    await page.clock.fastForward("24:00:30");
    await expect.poll(() => groupsOf(page)).toEqual({ Overdue: ["Now"], Today: ["Soon"] });
  });
});

test("a list without dates has one group", async ({ page }) => {
  await openPage(page);
  await add(page, "One");
  await expect(openList(page).getByRole("heading")).toHaveText(["No date"]);
});
