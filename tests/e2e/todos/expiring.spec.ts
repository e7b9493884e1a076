import type { Page } from "@playwright/test";
import { dismissalCookie } from "#app/(todos)/_expiring/dismissal.ts";
import type { App } from "#lib/composition/create-app.ts";
import { dayMs } from "#lib/days.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { completedList, everything, message, openPage } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const notice = (page: Page) => page.getByRole("region", { name: "Expiring soon" });
const completedRows = (page: Page) => completedList(page).getByRole("listitem");

/** The notice as the server tells it again after a change. It then knows of all that was touched until now. */
const toldAgain = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/api/todos/expiring") && response.ok());

/** Completed so that it expires in some hours, by a retention of 7 days. */
async function expiringIn(hours: number, title: string, { services, user }: { services: App; user: Owner }) {
  const at = new Date(Date.now() - 7 * dayMs + hours * 3_600_000);
  const { id } = await services.todos.create(user, { title }, at);
  return await services.todos.update(user, id, { completed: true }, at);
}

test("those that expire soon are kept or let go, exactly these, and Undo takes it back", async ({
  page,
  user,
  services,
}) => {
  await expiringIn(5, "One", { services, user });
  await expiringIn(9, "Two", { services, user });
  await expiringIn(30, "Later", { services, user });
  const pinned = async () => (await services.todos.list(user, everything)).items.map((todo) => todo.pinned);
  await openPage(page);
  await expect(notice(page)).toContainText("2 todos expire within a day: the first in 5 hours");
  await test.step("is accessible in both themes", () => expectAccessible(page));

  await test.step("Keep all pins exactly these, and Undo lets them expire again", async () => {
    await notice(page).getByRole("button", { name: "Keep all" }).focus();
    const kept = toldAgain(page);
    await page.keyboard.press("Enter");
    await expect(completedRows(page).getByText("Pinned")).toHaveCount(2);
    await expect(notice(page)).toBeHidden();
    await expect(completedRows(page).getByRole("checkbox").first()).toBeFocused();
    await expect.poll(async () => (await pinned()).filter(Boolean)).toHaveLength(2);
    await kept;
    const undone = toldAgain(page);
    await message(page, "Kept 2 todos.").getByRole("button", { name: "Undo" }).click();
    await undone;
    await expect(notice(page)).toContainText("2 todos expire within a day");
    await expect(completedRows(page).getByText("Pinned")).toHaveCount(0);
    await expect.poll(pinned).toEqual([false, false, false]);
  });

  await test.step("Let go now moves exactly these to the trash, and Undo brings them back", async () => {
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
  await test.step("fits the smallest phone", () => expectToFitPhone(page));
});

test("a dismissed notice stays away until another todo joins, and what the server can’t do waits", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  await expiringIn(5, "One", { services, user });
  await openPage(page);
  await expect(notice(page)).toContainText("1 todo expires within a day: in 5 hours");
  const html = async () => (await page.request.get("/")).text();
  expect(await html()).toContain("1 todo expires within a day");
  await expect(notice(page).getByRole("button", { name: "Keep it" })).toBeVisible();
  await notice(page).getByRole("button", { name: "Dismiss this notice" }).click();
  await expect(notice(page)).toBeHidden();
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).toContain(dismissalCookie);
  expect(await html()).not.toContain("within a day");
  await expiringIn(8, "Two", { services, user });
  await openPage(page);
  await expect(notice(page)).toContainText("2 todos expire within a day");

  await test.step("what the server can’t do waits, says so, and Retry does it", async () => {
    complaints.expect(/status of 503/);
    await page.route("**/api/todos/expiring/pin", (route) =>
      route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"detail":"Out for lunch."}' }),
    );
    await notice(page).getByRole("button", { name: "Keep all" }).click();
    await expect(page.getByText("Couldn’t keep these todos.")).toBeVisible();
    await expect(page.getByText("Out for lunch.")).toBeVisible();
    await expect(page.getByText("1 change waits for the server.")).toBeVisible();
    await page.unroute("**/api/todos/expiring/pin");
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(completedRows(page).getByText("Pinned")).toHaveCount(2);
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items.map(({ pinned }) => pinned))
      .toEqual([true, true]);
  });
});
