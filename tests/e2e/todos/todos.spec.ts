import { newId } from "#lib/id.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { add, completedList, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

test("the server's HTML carries the todos", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Already in the HTML" }, new Date());
  const response = await page.request.get("/");
  expect(await response.text()).toContain("Already in the HTML");
});

test("adds a todo on top and keeps the field ready for the next", async ({ page }) => {
  await openPage(page);
  await expect(page.getByText("Nothing to do")).toBeVisible();
  await add(page, "First");
  await add(page, "Second");
  await expect(page.getByLabel("New todo")).toBeFocused();
  await expect(openList(page).getByRole("listitem")).toContainText(["Second", "First"]);
  await expect(page.getByTestId("announcer")).toHaveText("Added “Second”.");
  await page.reload();
  await expect(openList(page).getByRole("listitem")).toContainText(["Second", "First"]);
});

test("completing shows when the todo expires, and Undo reopens it", async ({ page, user, services }) => {
  await openPage(page);
  await add(page, "Buy milk");
  await row(page, "Buy milk").getByRole("checkbox").click();
  await expect(completedList(page).getByText("expires in 7 days")).toBeVisible();
  await expect(openList(page)).toBeHidden();
  const expiry = completedList(page).locator("time");
  const expiresAt = Date.parse((await expiry.getAttribute("datetime")) ?? "");
  expect(Math.abs(expiresAt - Date.now() - (user.retentionDays ?? 0) * 86_400_000)).toBeLessThan(60_000);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(openList(page).getByText("Buy milk")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.completedAt).toBeNull();
  await page.reload();
  await expect(openList(page).getByText("Buy milk")).toBeVisible();
});

test("pinning keeps a completed todo, unpinning lets it go", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Keep me" }, new Date());
  await services.todos.update(user, id, { completed: true }, new Date());
  await openPage(page);
  await row(page, "Keep me").hover();
  await page.getByRole("button", { name: "Pin “Keep me”" }).click();
  await expect(row(page, "Keep me").getByText("Pinned")).toBeVisible();
  await expect(row(page, "Keep me").getByText("expires in")).toBeHidden();
  await page.getByRole("button", { name: "Unpin “Keep me”" }).click();
  await expect(row(page, "Keep me").getByText("expires in 7 days")).toBeVisible();
});

test("renames in place: Enter saves, Escape doesn't", async ({ page, user, services }) => {
  await services.todos.create(user, { title: "Draft" }, new Date());
  await openPage(page);
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
  await openPage(page);
  await page.getByRole("button", { name: "Details of “Call Ann”" }).click();
  const details = page.getByRole("form", { name: "Details of “Call Ann”" });
  await details.getByLabel("Notes").fill("About the lake.\nAnd the boat.");
  await details.getByRole("button", { name: "Tomorrow" }).click();
  await details.getByRole("button", { name: "Save" }).click();
  await expect(details).toBeHidden();
  await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
  await expect(row(page, "Call Ann").getByText("About the lake.")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.dueOn).not.toBeNull();
  await page.reload();
  await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
});

test("deleting offers Undo, which brings the todo back as it was", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Oops" }, new Date());
  await services.todos.update(user, id, { completed: true }, new Date());
  await openPage(page);
  await row(page, "Oops").hover();
  await page.getByRole("button", { name: "Delete “Oops”" }).click();
  await expect(row(page, "Oops")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Oops").getByText("expires in 7 days")).toBeVisible();
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
  await openPage(page);
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

test("the keyboard alone does it all, and the focus is never lost", async ({ page }) => {
  await openPage(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("New todo")).toBeFocused();
  for (const title of ["One", "Two", "Three"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await expect(row(page, title)).toBeVisible();
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
  await expect(page.getByRole("link", { name: "All", exact: true })).toBeFocused();
  await expect(completedList(page).getByRole("listitem")).toHaveCount(2);
});

test("a row is gone before the next key can mean it", async ({ page, user, services }) => {
  for (const title of ["Last", "First"]) await services.todos.create(user, { title }, new Date());
  await openPage(page);
  await page.evaluate(async () => {
    for (const title of ["First", "Last"]) {
      document.querySelector<HTMLElement>(`[aria-label="Complete “${title}”"]`)?.click();
      // Microtasks queued so far have run by then, and no timer has.
      for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    }
  });
  await expect(page.getByRole("link", { name: "All", exact: true })).toBeFocused();
});

test("a todo of somebody else doesn't exist", async ({ page, user, services }) => {
  const others = await services.todos.create(
    { id: (await services.auth.betterAuth.api.signUpEmail({ body: stranger(user.name) })).user.id },
    { title: "Not yours" },
    new Date(),
  );
  await openPage(page);
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
  await openPage(page);
  await page.getByRole("button", { name: "Details of “Overdue”" }).click();
  await expectAccessible(page);
  await expectToFitPhone(page);
  await expectAccessible(page);
});

function stranger(name: string) {
  return { name: "Stranger", email: `stranger-of-${name}@example.com`, password: "correct horse" };
}
