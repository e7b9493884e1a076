import { newId } from "#lib/id.ts";
import { borderContrast, expectAccessible, expectToFitPhone, showIn } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { add, completedList, everything, message, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

test("todos are added on top, renamed in place, given notes and a date, and those of others don't exist", async ({
  page,
  user,
  services,
}) => {
  const others = await services.todos.create(
    { id: (await services.auth.betterAuth.api.signUpEmail({ body: stranger(user.name) })).user.id },
    { title: "Not yours" },
    new Date(),
  );
  await openPage(page);
  const saved = async (title: string) =>
    (await services.todos.list(user, everything)).items.find((todo) => todo.title === title);

  await test.step("a todo of somebody else doesn't exist", async () => {
    await expect(page.getByText("Nothing to do")).toBeVisible();
    expect((await page.request.get(`/api/todos/${others.id}`)).status()).toBe(404);
    expect((await page.request.get(`/api/todos/${newId(new Date())}`)).status()).toBe(404);
  });

  await test.step("Escape leaves the field, whose text stays", async () => {
    await page.getByLabel("New todo").fill("Half a thought");
    await page.getByLabel("New todo").press("Escape");
    await expect(page.getByLabel("New todo")).not.toBeFocused();
    await expect(page.getByLabel("New todo")).toHaveValue("Half a thought");
  });

  await test.step("adds a todo on top and keeps the field ready for the next", async () => {
    await add(page, "Draft");
    await add(page, "Call Ann");
    await expect(page.getByLabel("New todo")).toBeFocused();
    await expect(openList(page).getByRole("listitem")).toContainText(["Call Ann", "Draft"]);
    await expect(openList(page).getByRole("heading")).toHaveText(["No date"]);
    await expect(page.getByTestId("announcer")).toHaveText("Added “Call Ann”.");
  });

  await test.step("renames in place: Enter saves, Escape doesn't", async () => {
    await page.getByRole("button", { name: "Draft", exact: true }).click();
    await page.getByLabel("Title").fill("Dropped");
    await page.getByLabel("Title").press("Escape");
    await expect(page.getByRole("button", { name: "Draft", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByLabel("Title").fill("Final");
    await page.getByLabel("Title").press("Enter");
    await expect(page.getByRole("button", { name: "Final", exact: true })).toBeFocused();
    await expect.poll(() => saved("Final")).toBeDefined();
  });

  await test.step("notes and due date are edited below the row", async () => {
    await page.getByRole("button", { name: "Details of “Call Ann”" }).click();
    const details = page.getByRole("form", { name: "Details of “Call Ann”" });
    await details.getByLabel("Notes").fill("About the lake.\nAnd the boat.");
    await details.getByRole("button", { name: "Tomorrow" }).click();
    await details.getByRole("button", { name: "Save" }).click();
    await expect(details).toBeHidden();
    await expect(row(page, "Call Ann").getByText("Tomorrow")).toBeVisible();
    await expect(row(page, "Call Ann").getByText("About the lake.")).toBeVisible();
    await expect.poll(async () => (await saved("Call Ann"))?.dueOn).not.toBeNull();
  });

  await test.step("all of it is in the server's HTML", async () => {
    const html = await (await page.request.get("/")).text();
    const texts = ["Complete “Call Ann”", "Tomorrow", "About the lake.", "Complete “Final”"];
    const places = texts.map((text) => html.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

test("todos are completed, pinned, deleted and cleared, and each can be undone", async ({ page, user, services }) => {
  for (const title of ["Keep me", "Oops", "Done and pinned"]) {
    const { id } = await services.todos.create(user, { title, pinned: title.endsWith("pinned") }, new Date());
    await services.todos.update(user, id, { completed: true }, new Date());
  }
  await services.todos.create(user, { title: "Buy milk" }, new Date());
  const saved = async () => (await services.todos.list(user, everything)).items;
  const find = async (title: string) => (await saved()).find((todo) => todo.title === title);

  await test.step("the server's HTML carries the todos", async () => {
    expect(await (await page.request.get("/")).text()).toContain("Complete “Buy milk”");
  });
  await openPage(page);

  await test.step("completing shows when the todo expires, and Undo reopens it", async () => {
    await row(page, "Buy milk").getByRole("checkbox").click();
    await expect(row(page, "Buy milk").getByText("expires in 7 days")).toBeVisible();
    await expect(openList(page)).toBeHidden();
    const expiry = row(page, "Buy milk").locator("time");
    const expiresAt = Date.parse((await expiry.getAttribute("datetime")) ?? "");
    expect(Math.abs(expiresAt - Date.now() - (user.retentionDays ?? 0) * 86_400_000)).toBeLessThan(60_000);
    await expect.poll(async () => (await find("Buy milk"))?.completedAt).not.toBeNull();
    await message(page, "Completed “Buy milk”.").getByRole("button", { name: "Undo" }).click();
    await expect(openList(page).getByText("Buy milk")).toBeVisible();
    await expect.poll(async () => (await find("Buy milk"))?.completedAt).toBeNull();
  });

  await test.step("deleting offers Undo, which brings the todo back as it was", async () => {
    const before = await find("Oops");
    await row(page, "Oops").hover();
    await page.getByRole("button", { name: "Delete “Oops”" }).click();
    await expect(row(page, "Oops")).toBeHidden();
    await expect.poll(() => find("Oops")).toBeUndefined();
    await message(page, "Deleted “Oops”.").getByRole("button", { name: "Undo" }).click();
    await expect(row(page, "Oops").getByText("expires in 7 days")).toBeVisible();
    await expect
      .poll(() => find("Oops"))
      .toMatchObject({ id: before?.id, pinned: false, completedAt: before?.completedAt });
  });

  await test.step("Clear completed leaves open and pinned todos", async () => {
    await page.getByRole("button", { name: "Clear completed" }).click();
    const cleared = message(page, "Cleared 2 completed todos.");
    await expect(cleared).toBeVisible();
    await expect(page.getByRole("listitem").filter({ has: page.getByRole("checkbox") })).toContainText([
      "Buy milk",
      "Done and pinned",
    ]);
    await cleared.getByRole("button", { name: "Undo" }).click();
    await expect(completedList(page).getByRole("listitem")).toHaveCount(3);
    await expect.poll(async () => (await saved()).length).toBe(4);
  });

  await test.step("pinning keeps a completed todo, unpinning lets it go", async () => {
    await row(page, "Keep me").hover();
    await page.getByRole("button", { name: "Pin “Keep me”" }).click();
    await expect(row(page, "Keep me").getByText("Pinned")).toBeVisible();
    await expect(row(page, "Keep me").getByText("expires in")).toBeHidden();
    await page.getByRole("button", { name: "Unpin “Keep me”" }).click();
    await expect(row(page, "Keep me").getByText("expires in 7 days")).toBeVisible();
  });
});

test("the keyboard alone does it all, and the focus is never lost", async ({ page, user, services }) => {
  for (const title of ["Last", "One", "Two"]) await services.todos.create(user, { title }, new Date());
  await openPage(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("New todo")).toBeFocused();
  await page.keyboard.type("Three");
  await page.keyboard.press("Enter");
  await row(page, "Three").getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await expect(row(page, "Two").getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Delete “Two”" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row(page, "One").getByRole("checkbox")).toBeFocused();

  await test.step("a row is gone before the next key can mean it", async () => {
    await page.evaluate(async () => {
      for (const title of ["One", "Last"]) {
        document.querySelector<HTMLElement>(`[aria-label="Complete “${title}”"]`)?.click();
        // Microtasks queued so far have run by then, and no timer has.
        for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
      }
    });
    await expect(page.getByRole("link", { name: "All", exact: true })).toBeFocused();
    await expect(completedList(page).getByRole("listitem")).toHaveCount(3);
  });
});

test("with details and notes, it is accessible in both themes and fits the smallest phone", async ({
  page,
  user,
  services,
}) => {
  test.slow();
  const longAgo = new Date(Date.now() - 6.5 * 86_400_000);
  const { id } = await services.todos.create(user, { title: "Completed", notes: "With notes" }, longAgo);
  await services.todos.update(user, id, { completed: true }, longAgo);
  await services.todos.create(user, { title: "Overdue", dueOn: "2020-01-01", pinned: true }, new Date());
  await services.todos.create(user, { title: "W".repeat(200), notes: "x".repeat(500) }, new Date());
  const notes =
    "# For the lake\n\n- [x] tent\n- [ ] **boat**\n\n|a|b|\n|-|-|\n|c|d|\n\nSee [the map](https://example.com)";
  await services.todos.create(user, { title: "Pack", notes }, new Date());
  await openPage(page);
  await page.getByRole("button", { name: "Details of “Overdue”" }).click();
  await page.getByRole("button", { name: "Details of “Pack”" }).click();
  await expect(page.getByRole("table")).toBeVisible();
  await expectAccessible(page);

  await test.step("fields and the current filter stand out, and all lines do for those who ask for more contrast", async () => {
    const filter = page.getByRole("navigation", { name: "Filter" });
    const current = filter.getByRole("link", { name: "All", exact: true });
    const [add, search] = [page.locator("form[data-quick-add]"), page.getByLabel("Search todos")];
    const card = openList(page).getByRole("list").first().locator("..");
    for (const colorScheme of ["light", "dark"] as const) {
      await showIn(page, colorScheme);
      for (const field of [add, search]) expect(await borderContrast(field), colorScheme).toBeGreaterThan(3);
      expect(await borderContrast(current, filter), colorScheme).toBeGreaterThan(3);
      expect(await borderContrast(card), colorScheme).toBeLessThan(3);
      await page.emulateMedia({ contrast: "more" });
      expect(await borderContrast(card), colorScheme).toBeGreaterThan(3);
      expect(await borderContrast(add), colorScheme).toBeGreaterThan(4.5);
      await page.emulateMedia({ contrast: null });
    }
  });
  await expectToFitPhone(page);
  await expectAccessible(page);
});

function stranger(name: string) {
  return { name: "Stranger", email: `stranger-of-${name}@example.com`, password: "correct horse" };
}
