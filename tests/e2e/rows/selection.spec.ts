import type { CDPSession, Page } from "@playwright/test";
import { dayMs } from "#lib/days.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { completedList, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const bar = (page: Page) => page.getByRole("region", { name: "Selection" });

test("selects by key and Shift-click, then completes, dates, pins and deletes, each with one undo", async ({
  page,
  user,
  services,
  complaints,
}) => {
  const start = Date.now() - 1000;
  for (const [index, title] of ["Four", "Three", "Two", "One"].entries())
    await services.todos.create(user, { title }, new Date(start + index));
  const saved = async () => (await services.todos.list(user, everything)).items;
  await openPage(page);

  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await row(page, "Three")
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("3 selected");
  await expect(page.getByRole("checkbox", { description: "Selected" })).toHaveCount(3);
  await expect(row(page, "Three").getByRole("checkbox")).not.toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();

  await row(page, "One")
    .getByRole("button", { name: "One", exact: true })
    .click({ modifiers: ["Shift"] });
  await row(page, "Two")
    .getByRole("button", { name: "Two", exact: true })
    .click({ modifiers: ["Shift"] });
  await bar(page).getByRole("button", { name: "Complete" }).click();
  await expect(page.getByText("Completed 2 todos.")).toBeVisible();
  await expect(completedList(page).getByRole("listitem")).toHaveCount(2);
  await expect(row(page, "Three").getByRole("checkbox")).toBeFocused();
  await expect.poll(async () => (await saved()).filter(({ completedAt }) => completedAt !== null).length).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(openList(page).getByRole("listitem")).toHaveCount(4);
  await expect.poll(async () => (await saved()).filter(({ completedAt }) => completedAt !== null).length).toBe(0);

  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("d");
  await page.getByRole("dialog", { name: "Due date of 2 todos" }).getByRole("button", { name: "Today" }).click();
  await expect(page.getByRole("region", { name: "Today" }).getByRole("listitem")).toHaveCount(2);
  await expect.poll(async () => (await saved()).filter(({ dueOn }) => dueOn !== null).length).toBe(2);
  await page.keyboard.press("u");
  await expect.poll(async () => (await saved()).filter(({ dueOn }) => dueOn !== null).length).toBe(0);

  await row(page, "One").getByRole("checkbox").focus();
  await page.keyboard.press("x");
  await row(page, "Two")
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await bar(page).getByRole("button", { name: "Pin" }).click();
  await expect.poll(async () => (await saved()).filter(({ pinned }) => pinned).length).toBe(2);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(async () => (await saved()).filter(({ pinned }) => pinned).length).toBe(0);

  await row(page, "Two").getByRole("checkbox").focus();
  await page.keyboard.press("x");
  await row(page, "Four")
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await page.keyboard.press("#");
  await expect(openList(page).getByRole("listitem")).toHaveCount(1);
  await expect.poll(async () => (await saved()).length).toBe(1);
  await page.keyboard.press("u");
  await expect(page.getByText("Undone: deleted 3 todos.")).toBeVisible();
  await expect.poll(async () => (await saved()).length).toBe(4);

  await test.step("one of several that is gone says so, and the undo of the others still works", async () => {
    complaints.expect(/status of 404/);
    const gone = (await saved()).find(({ title }) => title === "Two");
    await services.todos.trash(user, gone?.id ?? "", new Date());
    await row(page, "One").getByRole("checkbox").focus();
    await page.keyboard.press("x");
    await row(page, "Two")
      .getByRole("checkbox")
      .click({ modifiers: ["Shift"] });
    await page.keyboard.press("c");
    await expect(page.getByText("Couldn’t save “Two”.")).toBeVisible();
    await expect.poll(async () => (await saved()).find(({ title }) => title === "One")?.completedAt).not.toBeNull();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(async () => (await saved()).filter(({ completedAt }) => completedAt !== null)).toEqual([]);
    await expect(row(page, "Two")).toBeHidden();
  });
});

test("where there is no trash, keys and buttons ask, on a narrow page too, and the focus goes on to a todo", async ({
  page,
  user,
  services,
}) => {
  for (const title of ["Second", "First"]) await services.todos.create(user, { title }, new Date());
  const now = new Date();
  for (const [title, at] of [
    ["Done", now],
    ["Expiring", new Date(now.getTime() - 6.5 * dayMs)],
  ] as const) {
    const { id } = await services.todos.create(user, { title }, at);
    await services.todos.update(user, id, { completed: true }, at);
  }
  await page.setViewportSize({ width: 360, height: 640 });
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(\\?"trashDays\\?":)\d+/g, "$10");
    await route.fulfill({ response, body });
  });
  await openPage(page);
  await row(page, "First").getByRole("checkbox").focus();
  await page.keyboard.press("#");
  const question = page.getByRole("dialog", { name: "Delete “First”?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(row(page, "First").getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("#");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(row(page, "First")).toBeHidden();
  await expect(row(page, "Second").getByRole("checkbox")).toBeFocused();
  for (const { button, name, gone } of [
    { button: "Let go now", name: "Delete it now?", gone: "Expiring" },
    { button: "Clear completed", name: "Delete all completed todos?", gone: "Done" },
  ]) {
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("dialog", { name }).getByRole("button", { name: "Delete for good" }).click();
    await expect(row(page, gone)).toBeHidden();
    await expect(row(page, "Second").getByRole("checkbox")).toBeFocused();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test("a swipe completes or deletes, a short one does nothing, holding selects, and add is in reach", async ({
    page,
    context,
    user,
    services,
  }) => {
    for (let n = 14; n > 0; n -= 1) await services.todos.create(user, { title: `Todo ${n}` }, new Date(Date.now() - n));
    const find = async (title: string) =>
      (await services.todos.list(user, everything)).items.find((todo) => todo.title === title);
    const naming = await page.addInitScript(nameClicks);
    await openPage(page);
    await naming.dispose();
    const finger = await context.newCDPSession(page);

    // Before any swipe, after which the browser sends no click at the end of a touch.
    await touch(page, finger, "Todo 3");
    await expect(bar(page)).toContainText("1");
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(page.locator("html")).toHaveAttribute("data-clicked", "Todo 3");
    await expect(bar(page)).toContainText("1");
    // A tap of Playwright's may last so long on a busy machine that it holds.
    await row(page, "Todo 4")
      .getByRole("button", { name: "Todo 4", exact: true })
      .evaluate((title) => title.dispatchEvent(new PointerEvent("click", { pointerType: "touch", bubbles: true })));
    await expect(bar(page)).toContainText("2");
    await expectToFitPhone(page);
    await bar(page).getByRole("button", { name: "Clear selection" }).click();

    await swipe(page, finger, "Todo 1", 60);
    await swipe(page, finger, "Todo 1", 160);
    await expect(page.getByText("Completed “Todo 1”.")).toBeVisible();
    await expect.poll(async () => (await find("Todo 1"))?.completedAt).not.toBeNull();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await find("Todo 1"))?.completedAt).toBeNull();
    await swipe(page, finger, "Todo 2", -160);
    await expect(page.getByText("Deleted “Todo 2”.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(() => find("Todo 2")).toBeDefined();

    // Without a long press: by the button of the details, and then as a screen reader clicks.
    await row(page, "Todo 5").getByRole("button", { name: "Details of “Todo 5”" }).click();
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await expect(bar(page)).toContainText("1");
    const checkbox = row(page, "Todo 6").getByRole("checkbox");
    await checkbox.dispatchEvent("click");
    await expect(bar(page)).toContainText("2");
    await expect(checkbox).not.toBeChecked();
    await expect(checkbox).toHaveAccessibleDescription("Selected");
    await bar(page).getByRole("button", { name: "Clear selection" }).click();
    await expect(bar(page)).toBeHidden();

    await row(page, "Todo 14").scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Add a todo" }).click();
    await expect(page.getByLabel("New todo")).toBeFocused();
  });
});

/** Runs in the page: says what was clicked last, also where the page takes the click. */
function nameClicks(): void {
  const onClick = ({ target }: MouseEvent) => {
    if (target instanceof Element) document.documentElement.dataset.clicked = target.textContent;
  };
  window.addEventListener("click", onClick, true);
}

/** Puts a finger on the title of a row. @returns where. */
async function touch(page: Page, finger: CDPSession, title: string): Promise<{ x: number; y: number }> {
  const box = await row(page, title).getByRole("button", { name: title, exact: true }).boundingBox();
  const at = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + 20 };
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  return at;
}

async function swipe(page: Page, finger: CDPSession, title: string, by: number): Promise<void> {
  const { x, y } = await touch(page, finger, title);
  for (const part of [0.25, 0.5, 0.75, 1])
    await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: x + by * part, y }] });
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
