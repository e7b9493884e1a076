import type { Page } from "@playwright/test";
import type { App } from "#lib/composition/create-app.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { completedList, everything, openList, openPage } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const checkbox = (page: Page, title: string) => page.getByRole("checkbox", { name: `Complete “${title}”` });
const openRows = (page: Page) => openList(page).getByRole("listitem");

/** Made one after another, hence shown in the opposite order. */
async function make(titles: readonly string[], { services, user }: { services: App; user: Owner }) {
  const start = Date.now() - 1000;
  for (const [index, title] of titles.entries()) await services.todos.create(user, { title }, new Date(start + index));
}

test("single keys do it all: move, complete, edit, due, pin, delete, undo", async ({ page, user, services }) => {
  await make(["Three", "Two", "One"], { services, user });
  await openPage(page);

  await test.step("with a modifier, a key is the browser's; without a todo, it says how to get to one", async () => {
    await page.keyboard.press("Alt+x");
    await page.keyboard.press("Control+j");
    await expect(checkbox(page, "One")).not.toBeFocused();
    await page.keyboard.press("x");
    await expect(page.getByText("Go to a todo first: press j for the next one, k for the previous one.")).toBeVisible();
    await expect(page.getByRole("checkbox", { description: "Selected" })).toHaveCount(0);
  });

  await page.keyboard.press("j");
  await expect(checkbox(page, "One")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(checkbox(page, "Three")).toBeFocused();
  await page.keyboard.press("k");
  await expect(checkbox(page, "Two")).toBeFocused();

  await page.keyboard.press("p");
  await expect(openRows(page).nth(1).getByText("Pinned")).toBeVisible();
  await expect(page.getByTestId("announcer")).toHaveText("Pinned “Two”.");
  await page.keyboard.press("e");
  await expect(page.getByLabel("Title")).toBeFocused();
  await page.keyboard.type(" and a half");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Two and a half", exact: true })).toBeFocused();

  await page.keyboard.press("d");
  await page.getByRole("dialog", { name: "Due date of “Two and a half”" }).getByLabel("Due").fill("2030-01-31");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Upcoming" }).getByRole("listitem")).toContainText(["31 Jan 2030"]);
  await expect(page.getByTestId("announcer")).toHaveText("“Two and a half” is due on 31 Jan 2030.");
  await expect(page.getByRole("button", { name: "Two and a half", exact: true })).toBeFocused();

  await page.keyboard.press("c");
  await expect(completedList(page)).toContainText("Two and a half");
  await expect(checkbox(page, "One")).toBeFocused();
  await page.keyboard.press("j");
  await expect(checkbox(page, "Three")).toBeFocused();
  await page.keyboard.press("#");
  await expect(openRows(page)).toHaveCount(1);
  await expect(checkbox(page, "One")).toBeFocused();

  await page.keyboard.press("u");
  await expect(page.getByText("Undone: deleted “Three”.")).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText("Undone: completed “Two and a half”.")).toBeVisible();
  await expect(openRows(page)).toHaveCount(3);
  await expect(checkbox(page, "One")).toBeFocused();
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items[1])
    .toMatchObject({ title: "Two and a half", dueOn: "2030-01-31", pinned: true, completedAt: null });
});

test("fields keep their keys, and the focus stays with a todo that an undo moves", async ({ page, user, services }) => {
  await make(["Two", "One"], { services, user });
  await openPage(page);

  await test.step("the focus stays with a todo that an undo moves, and is never lost", async () => {
    await checkbox(page, "One").focus();
    await page.keyboard.press("c");
    await expect(completedList(page)).toContainText("One");
    await checkbox(page, "One").focus();
    await page.keyboard.press("u");
    await expect(openRows(page)).toHaveCount(2);
    await expect(checkbox(page, "One")).toBeFocused();
    await page.keyboard.press("#");
    await page.keyboard.press("#");
    await expect(page.getByText("Nothing to do")).toBeVisible();
    await expect(page.getByRole("link", { name: "All", exact: true })).toBeFocused();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(openRows(page)).toHaveCount(2);
  });

  await test.step("n adds and / searches, Escape goes back to the list, and fields keep their keys", async () => {
    await page.keyboard.press("n");
    await expect(page.getByLabel("New todo")).toBeFocused();
    await expect(page.getByLabel("New todo")).toHaveValue("");
    await page.keyboard.type("n / x ? # u j");
    await expect(page.getByLabel("New todo")).toHaveValue("n / x ? # u j");
    await page.keyboard.press("Enter");
    await expect(openRows(page)).toHaveCount(3);
    await page.keyboard.press("Escape");
    await expect(checkbox(page, "n / x ? # u j")).toBeFocused();
    await page.keyboard.press("/");
    await expect(page.getByLabel("Search todos")).toBeFocused();
    await page.keyboard.type("on");
    await expect(openRows(page)).toHaveCount(1);
    await expect(page.getByLabel("Search todos")).toHaveValue("on");
  });
});

test("? shows every key, and single keys can be switched off there", async ({ page, user, services }) => {
  await make(["Only"], { services, user });
  const pressing = await page.addInitScript(pressOnceReady);
  await openPage(page);
  await pressing.dispose();
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  for (const key of ["n", "/", "j", "k", "x", "c", "e", "d", "o", "p", "#", "u", "?"]) {
    await expect(help.locator("kbd").getByText(key, { exact: true })).toBeVisible();
  }
  await expect(help.getByText("c, d, p and # act on what is selected")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("j");
  await help.getByLabel("Enable single-key shortcuts").uncheck();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.reload();
  await checkbox(page, "Only").focus();
  await page.keyboard.press("#");
  await page.keyboard.press("?");
  await expect(help).toBeHidden();
  await expect(checkbox(page, "Only")).toBeVisible();
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await help.getByLabel("Enable single-key shortcuts").check();
  await expectToFitPhone(page);
});

/** Runs in the page: presses a key in the very moment in which the page says that keys work. */
function pressOnceReady(): void {
  new MutationObserver((_, observer) => {
    if (document.querySelector("[aria-keyshortcuts]") === null) return;
    observer.disconnect();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["aria-keyshortcuts"] });
}
