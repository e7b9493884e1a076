import type { Page } from "@playwright/test";
import { newId } from "#lib/id.ts";
import { expectAccessible, expectToFitPhone } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

test.use({ as: "user" });

const openList = (page: Page) => page.getByRole("region", { name: "Open" });
const completedList = (page: Page) => page.getByRole("region", { name: "Completed" });
const row = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: `Complete “${title}”` }) });

async function add(page: Page, title: string) {
  await page.getByLabel("New todo").fill(title);
  await page.getByLabel("New todo").press("Enter");
  await expect(row(page, title)).not.toHaveAttribute("aria-busy");
}

test("the server's HTML carries the todos", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Already in the HTML" }, new Date());
  const response = await page.request.get("/");
  expect(await response.text()).toContain("Already in the HTML");
});

test("adds a todo on top and keeps the field ready for the next", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText("Nothing to do")).toBeVisible();
  await add(page, "First");
  await add(page, "Second");
  await expect(page.getByLabel("New todo")).toBeFocused();
  await expect(openList(page).getByRole("listitem")).toContainText(["Second", "First"]);
  await expect(page.getByTestId("announcer")).toHaveText("Added “Second”.");
  await page.reload();
  await expect(openList(page).getByRole("listitem")).toContainText(["Second", "First"]);
});

test("completing shows when the todo leaves, and Undo reopens it", async ({ page, user }) => {
  await page.goto("/");
  await add(page, "Buy milk");
  await row(page, "Buy milk").getByRole("checkbox").click();
  await expect(completedList(page).getByText("leaves in 7 days")).toBeVisible();
  await expect(openList(page)).toBeHidden();
  const leaves = completedList(page).locator("time");
  const expiresAt = Date.parse((await leaves.getAttribute("datetime")) ?? "");
  expect(Math.abs(expiresAt - Date.now() - (user.retentionDays ?? 0) * 86_400_000)).toBeLessThan(60_000);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(openList(page).getByText("Buy milk")).toBeVisible();
  await page.reload();
  await expect(openList(page).getByText("Buy milk")).toBeVisible();
});

test("pinning keeps a completed todo, unpinning lets it go", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Keep me" }, new Date());
  await services.todos.update(user, id, { completed: true }, new Date());
  await page.goto("/");
  await row(page, "Keep me").hover();
  await page.getByRole("button", { name: "Pin “Keep me”" }).click();
  await expect(row(page, "Keep me").getByText("Kept")).toBeVisible();
  await expect(row(page, "Keep me").getByText("leaves in")).toBeHidden();
  await page.getByRole("button", { name: "Unpin “Keep me”" }).click();
  await expect(row(page, "Keep me").getByText("leaves in 7 days")).toBeVisible();
});

test("renames in place: Enter saves, Escape doesn't", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Draft" }, new Date());
  await page.goto("/");
  await page.getByRole("button", { name: "Draft", exact: true }).click();
  await page.getByLabel("Title").fill("Dropped");
  await page.getByLabel("Title").press("Escape");
  await expect(page.getByRole("button", { name: "Draft", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByLabel("Title").fill("Final");
  await page.getByLabel("Title").press("Enter");
  await expect(page.getByRole("button", { name: "Final", exact: true })).toBeFocused();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.title).toBe("Final");
});

test("notes and due date are edited below the row", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Call Ann" }, new Date());
  await page.goto("/");
  await page.getByRole("button", { name: "Details of “Call Ann”" }).click();
  const details = page.getByRole("form", { name: "Details of “Call Ann”" });
  await details.getByLabel("Notes").fill("About the lake.\nAnd the boat.");
  await details.getByRole("button", { name: "Tomorrow" }).click();
  await details.getByRole("button", { name: "Save" }).click();
  await expect(details).toBeHidden();
  await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
  await expect(row(page, "Call Ann").getByText("About the lake.")).toBeVisible();
  await page.reload();
  await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
});

test("deleting offers Undo, which brings the todo back as it was", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Oops" }, new Date());
  await services.todos.update(user, id, { completed: true }, new Date());
  await page.goto("/");
  await row(page, "Oops").hover();
  await page.getByRole("button", { name: "Delete “Oops”" }).click();
  await expect(row(page, "Oops")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Oops").getByText("leaves in 7 days")).toBeVisible();
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items)
    .toMatchObject([{ id, pinned: false }]);
});

test("Clear completed leaves open and pinned todos, and can be undone", async ({ page, user, services }) => {
  for (const title of ["Done one", "Done two", "Done and pinned"]) {
    const { id } = await services.todos.create(user, { title, pinned: title.endsWith("pinned") }, new Date());
    await services.todos.update(user, id, { completed: true }, new Date());
  }
  await services.todos.create(user, { title: "Still open" }, new Date());
  await page.goto("/");
  await page.getByRole("button", { name: "Clear completed" }).click();
  await expect(page.getByText("Cleared 2 completed todos.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ has: page.getByRole("checkbox") })).toContainText([
    "Still open",
    "Done and pinned",
  ]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(completedList(page).getByRole("listitem")).toHaveCount(3);
  await expect.poll(async () => (await services.todos.list(user, everything)).items.length).toBe(4);
});

test("filter and search live in the URL", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Milk, done" }, new Date());
  await services.todos.update(user, id, { completed: true }, new Date());
  await services.todos.create(user, { title: "Milk, open" }, new Date());
  await services.todos.create(user, { title: "Bread", notes: "not MILK bread" }, new Date());
  await services.todos.create(user, { title: "100% cotton" }, new Date());
  await page.goto("/");
  await page.getByLabel("Search todos").fill("milk");
  await expect(page).toHaveURL(/\?q=milk$/);
  await expect(openList(page).getByRole("listitem")).toContainText(["Bread", "Milk, open"]);
  await expect(completedList(page).getByRole("listitem")).toContainText(["Milk, done"]);
  await page.getByRole("link", { name: "Completed" }).click();
  await expect(page).toHaveURL(/\?status=completed&q=milk$/);
  await expect(openList(page)).toBeHidden();
  await page.reload();
  await expect(page.getByLabel("Search todos")).toHaveValue("milk");
  await expect(completedList(page).getByRole("listitem")).toContainText(["Milk, done"]);
  await page.goBack();
  await expect(openList(page).getByRole("listitem")).toContainText(["Bread", "Milk, open"]);
  await page.getByLabel("Search todos").fill("%");
  await expect(openList(page).getByRole("listitem")).toContainText(["100% cotton"]);
  await page.getByLabel("Search todos").fill("nowhere to be found");
  await expect(page.getByText("Nothing matches “nowhere to be found”")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).last().click();
  await expect(openList(page).getByRole("listitem")).toHaveCount(3);
});

test("Load more brings every todo once", async ({ page, user, services }) => {
  const start = Date.now() - 1000;
  for (let index = 0; index < 120; index += 1) {
    await services.todos.create(user, { title: `Todo ${index}` }, new Date(start + index));
  }
  await page.goto("/");
  const rows = openList(page).getByRole("listitem");
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(rows).toHaveCount(100);
  await expect(page.getByTestId("announcer")).toHaveText("50 more todos.");
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(rows).toHaveCount(120);
  await expect(page.getByRole("button", { name: "Load more" })).toBeHidden();
  await expect(rows).toContainText(Array.from({ length: 120 }, (_, index) => `Todo ${119 - index}`));
});

test("a change shows before the server has answered", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Quick" }, new Date());
  const held = Promise.withResolvers<void>();
  await page.route("**/api/todos/*", async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto("/");
  await row(page, "Quick").getByRole("checkbox").click();
  await expect(completedList(page).getByText("leaves in 7 days")).toBeVisible();
  expect((await services.todos.list(user, everything)).items).toMatchObject([{ completedAt: null }]);
  held.resolve();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.completedAt).not.toBeNull();
});

test("what the server refuses rolls back with a reason, and Retry sends it again", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 500/);
  await services.todos.create(user, { title: "Stubborn" }, new Date());
  await page.goto("/");
  await page.route("**/api/todos/*", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ title: "Internal Server Error", detail: "The server had a bad moment." }),
    }),
  );
  await row(page, "Stubborn").getByRole("checkbox").click();
  await expect(page.getByText("Couldn’t save “Stubborn”.")).toBeVisible();
  await expect(page.getByText("The server had a bad moment.")).toBeVisible();
  await expect(openList(page).getByText("Stubborn")).toBeVisible();
  await page.unroute("**/api/todos/*");
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(completedList(page).getByText("leaves in 7 days")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.completedAt).not.toBeNull();
});

test("without a network an addition isn't lost: it says so, and Retry adds it", async ({
  page,
  user,
  context,
  services,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  await page.goto("/");
  await context.setOffline(true);
  await page.getByLabel("New todo").fill("From the train");
  await page.getByLabel("New todo").press("Enter");
  await expect(page.getByText("Couldn’t add “From the train”.")).toBeVisible();
  await expect(page.getByText("Tidy can't be reached. Check your connection.")).toBeVisible();
  await expect(row(page, "From the train")).toBeHidden();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "From the train")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items.length).toBe(1);
});

test("changes of one todo arrive in the order in which they were made", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Twice" }, new Date());
  const sent: string[] = [];
  const held = Promise.withResolvers<void>();
  await page.route("**/api/todos/*", async (route) => {
    sent.push(route.request().postData() ?? "");
    if (sent.length === 1) await held.promise;
    await route.continue();
  });
  await page.goto("/");
  await row(page, "Twice").getByRole("checkbox").click();
  await expect(completedList(page).getByText("Twice")).toBeVisible();
  await row(page, "Twice").getByRole("checkbox").click();
  await expect(openList(page).getByText("Twice")).toBeVisible();
  expect(sent).toEqual(['{"completed":true}']);
  held.resolve();
  await expect.poll(() => sent).toEqual(['{"completed":true}', '{"completed":false}']);
  await expect(openList(page).getByText("Twice")).toBeVisible();
});

test("the keyboard alone does it all, and the focus is never lost", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("New todo")).toBeFocused();
  for (const title of ["One", "Two", "Three"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await expect(row(page, title)).not.toHaveAttribute("aria-busy");
  }
  await row(page, "Three").getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await expect(row(page, "Two").getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Delete “Two”" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row(page, "One").getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByLabel("New todo")).toBeFocused();
  await expect(completedList(page).getByRole("listitem")).toHaveCount(2);
});

test("a todo of somebody else doesn't exist", async ({ page, user, services }) => {
  const others = await services.todos.create(
    { id: (await services.auth.betterAuth.api.signUpEmail({ body: stranger(user.name) })).user.id, retentionDays: 7 },
    { title: "Not yours" },
    new Date(),
  );
  await page.goto("/");
  await expect(page.getByText("Nothing to do")).toBeVisible();
  expect((await page.request.get(`/api/todos/${others.id}`)).status()).toBe(404);
  expect((await page.request.get(`/api/todos/${newId(new Date())}`)).status()).toBe(404);
});

test("is accessible in both themes and fits the smallest phone", async ({ page, user, services }) => {
  test.slow();
  const longAgo = new Date(Date.now() - 6.5 * 86_400_000);
  const { id } = await services.todos.create(user, { title: "Completed", notes: "With notes" }, longAgo);
  await services.todos.update(user, id, { completed: true }, longAgo);
  await services.todos.create(user, { title: "Overdue", dueOn: "2020-01-01", pinned: true }, new Date());
  await services.todos.create(user, { title: "W".repeat(200), notes: "x".repeat(500) }, new Date());
  await page.goto("/");
  await page.getByRole("button", { name: "Details of “Overdue”" }).click();
  await expectAccessible(page);
  await expectToFitPhone(page);
  await expectAccessible(page);
});

const everything = { status: "all", q: "", limit: 100 } as const;

function stranger(name: string) {
  return { name: "Stranger", email: `stranger-of-${name}@example.com`, password: "correct horse" };
}
