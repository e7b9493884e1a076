import type { Page } from "@playwright/test";
import { dayMs } from "#lib/days.ts";
import { layoutShiftsOf, observeLayoutShifts } from "../support/layout-shift.ts";
import { makeCompletedTodos } from "../support/many-todos.ts";
import { expect, test } from "../support/test.ts";
import { completedList, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const fold = (page: Page) => page.getByRole("button", { name: /^Completed/ });

test("completed todos are folded away with their count, and stay as this browser left them", async ({
  page,
  user,
  services,
}) => {
  const start = Date.now() - dayMs;
  const made = [];
  for (const title of ["First", "Second", "Third", "Still open"]) {
    made.push(await services.todos.create(user, { title }, new Date(start + made.length)));
  }
  // The last completed is shown first, whenever it was made.
  for (const [n, index] of [2, 0, 1].entries()) {
    await services.todos.update(user, made[index]?.id ?? "", { completed: true }, new Date(start + 10_000 * (n + 1)));
  }
  const html = async () => (await page.request.get("/")).text();
  expect(await html()).not.toContain("Complete “Second”");
  await openPage(page);
  const done = completedList(page).getByRole("listitem");

  await test.step("folded with their count", async () => {
    await expect(fold(page)).toHaveText("Completed 3");
    await expect(fold(page)).toHaveAttribute("aria-expanded", "false");
    await expect(page.getByRole("listitem").filter({ has: page.getByRole("checkbox") })).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Clear completed" })).toBeHidden();
  });

  await test.step("nothing that is searched or asked for stays folded", async () => {
    await page.getByLabel("Search todos").fill("second");
    await expect(done).toContainText(["Second"]);
    await page.getByRole("button", { name: "Clear search" }).click();
    await expect(done).toHaveCount(0);
    await page.getByRole("link", { name: "Completed" }).click();
    await expect(done).toHaveCount(3);
    await page.getByRole("link", { name: "All", exact: true }).click();
    await expect(done).toHaveCount(0);
  });

  await test.step("they unfold with their countdowns", async () => {
    await fold(page).press("Enter");
    await expect(fold(page)).toBeFocused();
    await expect(done).toContainText([/Second.*expires in 6 days/, "First", "Third"]);
    await expect(page.getByRole("button", { name: "Clear completed" })).toBeVisible();
  });

  await test.step("this browser remembers it unfolded, from the server's HTML on", async () => {
    await expect.poll(html).toContain("Complete “Second”");
    await observeLayoutShifts(page);
    await page.reload();
    await expect(row(page, "Second")).toBeVisible();
    expect(await layoutShiftsOf(page)).toEqual([]);

    await page.getByRole("link", { name: "Trash", exact: true }).click();
    await page.getByRole("link", { name: "Todos", exact: true }).click();
    await expect(row(page, "Second")).toBeVisible();
    await fold(page).click();
    await expect(row(page, "Second")).toBeHidden();
    await expect.poll(html).not.toContain("Complete “Second”");
  });

  await test.step("clearing what is completed leaves the focus on the list", async () => {
    await fold(page).press("Enter");
    await page.getByRole("button", { name: "Clear completed" }).press("Enter");
    await expect(fold(page)).toBeHidden();
    await expect(row(page, "Still open").getByRole("checkbox")).toBeFocused();
  });
});

test("completing counts at once; an undo and a refusal take it back; the last one done says so", async ({
  page,
  user,
  services,
  complaints,
}) => {
  for (const title of ["Buy bread", "Buy milk"]) await services.todos.create(user, { title }, new Date());
  await openPage(page);
  await row(page, "Buy milk").getByRole("checkbox").click();
  await expect(fold(page)).toHaveText("Completed 1");
  const completed = async () => (await services.todos.list(user, { ...everything, status: "completed" })).items;
  await expect.poll(completed).toHaveLength(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(openList(page)).toContainText("Buy milk");
  await expect(fold(page)).toBeHidden();
  // Only what is done from now on is to be refused.
  await expect.poll(completed).toHaveLength(0);

  complaints.expect(/422/);
  const held = Promise.withResolvers<void>();
  await page.route("**/api/todos/*", async (route) => {
    await held.promise;
    await route.fulfill({ status: 422, json: { title: "Out of order" } });
  });
  await row(page, "Buy bread").getByRole("checkbox").click();
  await expect(fold(page)).toHaveText("Completed 1");
  held.resolve();
  await expect(page.getByText("Couldn’t save “Buy bread”.")).toBeVisible();
  await expect(fold(page)).toBeHidden();
  await expect(openList(page).getByRole("listitem")).toContainText(["Buy milk", "Buy bread"]);

  await test.step("the last one done says so, above the fold", async () => {
    await page.unroute("**/api/todos/*");
    for (const title of ["Buy bread", "Buy milk"]) await row(page, title).getByRole("checkbox").click();
    await expect(page.getByText("All done")).toBeVisible();
    await expect(fold(page)).toHaveText("Completed 2");
  });
});

test("more than a hundred are counted as that, and what expires soon is announced although folded", async ({
  page,
  user,
}) => {
  await makeCompletedTodos(user, 101, new Date(Date.now() - 6.5 * dayMs));
  await makeCompletedTodos(user, 1, new Date(Date.now() - 5.5 * dayMs));

  await test.step("the server's HTML counts what expires within a day beyond the loaded pages", async () => {
    expect(await (await page.request.get("/")).text()).toContain("101 todos expire within a day");
  });
  await openPage(page);
  await expect(fold(page)).toHaveText("Completed 100+");
  const notice = page.getByRole("region", { name: "Expiring soon" });
  await expect(notice).toContainText("101 todos expire within a day: the first in 12 hours");
  await expect(page.getByTestId("announcer")).toHaveText("101 todos expire within a day.");
});
