import type { Page } from "@playwright/test";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, type TestUser, test, visit } from "../support/test.ts";

test.use({ as: "user" });

const day = 86_400_000;
const everything = { status: "all", q: "", limit: 100 } as const;
const rows = (page: Page) => page.getByRole("main").getByRole("listitem");

type Services = Parameters<Parameters<typeof test>[2]>[0]["services"];

async function completeLongAgo(services: Services, user: TestUser, titles: readonly string[], daysAgo: number) {
  for (const [index, title] of titles.entries()) {
    const then = new Date(Date.now() - daysAgo * day + index);
    const { id } = await services.todos.create(user, { title }, then);
    await services.todos.update(user, id, { completed: true }, then);
  }
}

test("the trash shows why and when a todo left; gives back one or what left together; deletes after a question", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 500/);
  await visit(page, "/trash");
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await expectAccessible(page);

  await completeLongAgo(services, user, ["Old one", "Old two", "Old three"], 400);
  // Only what is this old: the todos of other tests stay out of it.
  await services.tasks.todoCleanup.execute({ days: 365 });
  const now = new Date();
  for (const [index, title] of ["Stuck", "W".repeat(200), "Shred"].entries()) {
    const { id } = await services.todos.create(user, { title }, new Date(now.getTime() - 10 + index));
    // Two acts of the same minute.
    await services.todos.trash(user, id, title === "Shred" ? new Date(now.getTime() + 1) : now);
  }
  await page.reload();
  const deleted = page.getByRole("region", { name: "Deleted by you just now" }).getByRole("listitem");
  await expect(deleted).toContainText(["Shred", "WWW", "Stuck"]);
  const cleanup = page.getByRole("region", { name: "Cleaned up just now" });
  await expect(cleanup.getByRole("listitem")).toHaveCount(3);
  await expect(cleanup.getByText("deleted for good in 30 days").first()).toBeVisible();

  await test.step("is accessible in both themes and fits the smallest phone", async () => {
    const size = page.viewportSize();
    await expectAccessible(page);
    await expectToFitPhone(page);
    if (size) await page.setViewportSize(size);
  });

  await test.step("what the server refuses stays in the trash, with a reason", async () => {
    await page.route("**/restore", (route) =>
      route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"detail":"A bad moment."}' }),
    );
    await page.getByRole("button", { name: "Restore “Stuck”" }).click();
    await expect(page.getByText("Couldn’t restore “Stuck”.")).toBeVisible();
    await expect(deleted).toContainText(["Stuck"]);
    await page.unroute("**/restore");
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByText("Restored “Stuck”.")).toBeVisible();
    await expect(page.getByText("It is pinned now")).toBeHidden();
  });

  await test.step("restores one, or what left together", async () => {
    await page.getByRole("button", { name: "Restore “Old two”" }).click();
    await expect(page.getByText("Restored “Old two”.")).toBeVisible();
    await expect(page.getByLabel("Select “Old one”")).toBeFocused();
    await expect(page.getByText("It is pinned now, so that it isn’t cleaned up again.")).toBeVisible();
    await cleanup.getByRole("button", { name: "Restore all" }).click();
    await expect(page.getByText("Restored 2 todos.")).toBeVisible();
    await expect(cleanup).toBeHidden();
    await expect(page.getByLabel(`Select “${"W".repeat(200)}”`)).toBeFocused();
    await expect(rows(page)).toContainText(["Shred", "WWW"]);
    await expect
      .poll(async () =>
        (await services.todos.list(user, everything)).items.map(({ title, pinned }) => ({ title, pinned })),
      )
      .toEqual([
        { title: "Stuck", pinned: false },
        ...["Old three", "Old two", "Old one"].map((title) => ({ title, pinned: true })),
      ]);
  });

  await test.step("deletes for good only after a question", async () => {
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Delete “Shred” for good" }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expectAccessible(page, { within: "dialog[open]" });
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Delete “Shred” for good" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
    await expect(rows(page)).toContainText(["WWW"]);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page).getByRole("checkbox")).toBeFocused();
    // Emptied earlier, the trash would not have what is still to be deleted.
    await expect.poll(async () => (await services.todos.listTrash(user, { limit: 10 })).items.length).toBe(1);
    await page.getByRole("button", { name: "Empty trash" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Empty the trash" }).click();
    await expect(page.getByText("The trash is empty")).toBeVisible();
    await expect(page.getByRole("main")).toBeFocused();
    await expect.poll(async () => (await services.todos.listTrash(user, { limit: 10 })).items.length).toBe(0);
  });
});
