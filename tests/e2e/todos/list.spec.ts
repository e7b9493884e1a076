import type { Page } from "@playwright/test";
import { addDaysTo, isoDay } from "#app/_time/format-time.ts";
import type { App } from "#lib/composition/create-app.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { layoutShiftsOf, observeLayoutShifts } from "../support/layout-shift.ts";
import { expect, test } from "../support/test.ts";
import { add, everything, groupsOf, openPage, row } from "../support/todo-list.ts";

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

/** The titles in each part of the open list as the server sent it, where no script can mend it. */
async function groupsInHtml(page: Page): Promise<Record<string, string[]>> {
  const html = await (await page.request.get("/")).text();
  const groups = await page.evaluate((sent) => {
    const sections = new DOMParser().parseFromString(sent, "text/html").querySelectorAll("section section");
    return [...sections].map((section) => {
      const boxes = section.querySelectorAll<HTMLInputElement>("[data-todo] input[type=checkbox]");
      const titles = [...boxes].map((box) => box.ariaLabel?.replace(/^Complete “(.*)”$/, "$1") ?? "");
      return [section.querySelector("h2")?.textContent ?? "", titles] as const;
    });
  }, html);
  return Object.fromEntries(groups);
}

/** A zone where it is another date than in UTC: at any time of day, one of them is. */
const otherDay =
  isoDay(new Date(), "Pacific/Kiritimati") === isoDay(new Date(), "UTC") ? "Pacific/Pago_Pago" : "Pacific/Kiritimati";

test.describe("where it is another date than in UTC, with a clock of its own", () => {
  test.use({ alone: true, timezoneId: otherDay });

  test("open todos are grouped by the day where the browser is, then by the server too, and anew at midnight", async ({
    page,
    user,
    services,
  }) => {
    await makeOneOfEach(otherDay, { services, user });
    await openPage(page);
    await expect.poll(() => groupsOf(page)).toEqual(oneOfEach);
    expect(await groupsInHtml(page)).toEqual(oneOfEach);
    await observeLayoutShifts(page);
    await page.clock.install();
    await page.reload();
    await expect(row(page, "Now").getByText("Today")).toBeVisible();
    expect(await layoutShiftsOf(page)).toEqual([]);

    await test.step("at midnight, what was due today is overdue", async () => {
      await page.clock.fastForward("24:00:30");
      await expect
        .poll(() => groupsOf(page))
        .toEqual({ Overdue: ["Late", "Now"], Today: ["Soon"], Upcoming: ["Later"], "No date": ["Whenever"] });
    });
  });
});

test("a zone that was chosen goes before the browser's, and a due date moves a todo to its group at once, and back", async ({
  page,
  user,
  services,
  complaints,
}) => {
  await makeOneOfEach(otherDay, { services, user });
  await services.auth.changeProfile(user.id, { timeZone: otherDay }, new Date());
  await test.step("a zone that was chosen goes before the browser's, from the first HTML on", async () => {
    expect(await groupsInHtml(page)).toEqual(oneOfEach);
    await openPage(page);
    await expect.poll(() => groupsOf(page)).toEqual(oneOfEach);
  });
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
  expect(await groupsInHtml(page)).toEqual(moved);
});
