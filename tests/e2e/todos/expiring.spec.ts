import type { Page } from "@playwright/test";
import { dismissalCookie } from "#app/(todos)/_expiring/dismissal.ts";
import type { App } from "#lib/app.ts";
import { dayMs } from "#lib/days.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { makeCompletedTodos } from "../support/many-todos.ts";
import { expect, test } from "../support/test.ts";
import { openPage } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const everything = { status: "all", q: "", limit: 100 } as const;
const notice = (page: Page) => page.getByRole("region", { name: "Expiring soon" });
const completedRows = (page: Page) => page.getByRole("region", { name: "Completed" }).getByRole("listitem");

/** Completed so that it expires in some hours, by a retention of 7 days. */
async function expiringIn(hours: number, title: string, { services, user }: { services: App; user: Owner }) {
  const at = new Date(Date.now() - 7 * dayMs + hours * 3_600_000);
  const { id } = await services.todos.create(user, { title }, at);
  return await services.todos.update(user, id, { completed: true }, at);
}

test("counts what expires within a day beyond the loaded pages, in the server's HTML", async ({
  page,
  user,
  services,
}) => {
  await makeCompletedTodos(user, 55, new Date(Date.now() - 7 * dayMs + 20 * 3_600_000));
  await expiringIn(30, "Not yet", { services, user });
  expect(await (await page.request.get("/")).text()).toContain("55 todos expire within a day");
  await openPage(page);
  await expect(notice(page)).toContainText("55 todos expire within a day: the first in 20 hours");
  await expect(page.getByTestId("announcer")).toHaveText("55 todos expire within a day.");
});

test("Keep all pins exactly these, and Undo lets them expire again", async ({ page, user, services }) => {
  for (const title of ["One", "Two"]) await expiringIn(5, title, { services, user });
  await expiringIn(30, "Later", { services, user });
  await openPage(page);
  await notice(page).getByRole("button", { name: "Keep all" }).focus();
  await page.keyboard.press("Enter");
  await expect(completedRows(page).getByText("Pinned")).toHaveCount(2);
  await expect(notice(page)).toBeHidden();
  await expect(completedRows(page).getByRole("checkbox").first()).toBeFocused();
  await expect(page.getByText("Kept 2 todos.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(notice(page)).toContainText("2 todos expire within a day");
  await expect(completedRows(page).getByText("Pinned")).toHaveCount(0);
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items.map(({ pinned }) => pinned))
    .toEqual([false, false, false]);
});

test("Let go now moves exactly these to the trash, and Undo brings them back", async ({ page, user, services }) => {
  for (const title of ["One", "Two"]) await expiringIn(5, title, { services, user });
  await expiringIn(30, "Later", { services, user });
  await openPage(page);
  const inAnotherTab = await expiringIn(3, "Completed elsewhere meanwhile", { services, user });
  await services.todos.update(user, inAnotherTab.id, { notes: "touched" }, new Date());
  await notice(page).getByRole("button", { name: "Let go now" }).click();
  await expect(page.getByText("Let 2 todos go.")).toBeVisible();
  await expect(notice(page)).toContainText("1 todo expires within a day");
  await expect(completedRows(page)).toContainText(["Later", "Completed elsewhere meanwhile"]);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Undone: let 2 todos go.")).toBeVisible();
  await expect(completedRows(page)).toHaveCount(4);
});

test("a dismissed notice stays away until another todo joins", async ({ page, context, user, services }) => {
  await expiringIn(5, "One", { services, user });
  await openPage(page);
  await expect(notice(page)).toContainText("1 todo expires within a day: in 5 hours");
  await notice(page).getByRole("button", { name: "Dismiss this notice" }).click();
  await expect(notice(page)).toBeHidden();
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toContain(dismissalCookie);
  await page.reload();
  await expect(completedRows(page)).toHaveCount(1);
  await expect(notice(page)).toBeHidden();
  await expiringIn(8, "Two", { services, user });
  await page.reload();
  await expect(notice(page)).toContainText("2 todos expire within a day");
});

test("what the server can’t do waits, says so, and Retry does it", async ({ page, user, services, complaints }) => {
  complaints.expect(/status of 503/);
  await expiringIn(5, "Stays", { services, user });
  await openPage(page);
  await page.route("**/api/todos/expiring/pin", (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"detail":"Out for lunch."}' }),
  );
  await notice(page).getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText("Couldn’t keep these todos.")).toBeVisible();
  await expect(page.getByText("Out for lunch.")).toBeVisible();
  await expect(page.getByText("1 change waits for the server.")).toBeVisible();
  await page.unroute("**/api/todos/expiring/pin");
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(completedRows(page).getByText("Pinned")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.pinned).toBe(true);
});

test("is accessible in both themes and fits the smallest phone", async ({ page, user, services }) => {
  await expiringIn(5, "One", { services, user });
  await expiringIn(9, "Two", { services, user });
  await openPage(page);
  await expect(notice(page)).toContainText("2 todos expire within a day: the first in 5 hours");
  await expectAccessible(page);
  await expectToFitPhone(page);
});
