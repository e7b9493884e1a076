import type { Page } from "@playwright/test";
import { expectToFitPhone } from "../support/accessibility.ts";
import { keptDrafts } from "../support/kept-drafts.ts";
import { expect, test } from "../support/test.ts";
import { everything, openPage, pasteLines, row } from "../support/todo-list.ts";

test.use({ as: "user" });

/** A key as an input method sends it: during the composition, and as Safari does, just after. */
async function pressInComposition(page: Page, label: string, key: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).evaluate((field, pressed) => {
    const about = { key: pressed, code: pressed, bubbles: true, cancelable: true };
    field.dispatchEvent(new KeyboardEvent("keydown", { ...about, isComposing: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { ...about, keyCode: 229 }));
  }, key);
}

test("what is too long for a title is shown, and several lines are as many todos, or one with notes", async ({
  page,
  user,
  services,
}) => {
  await openPage(page);
  const field = page.getByLabel("New todo");
  await field.fill(`${"😀".repeat(200)}12`);
  await expect(page.getByText("2 characters too many")).toBeVisible();

  await test.step("what is too long is said once, not with each key", async () => {
    const said = "Use at most 200 characters, or put the rest into the notes.";
    await expect(page.getByTestId("announcer")).toHaveText(said);
    await field.press("End");
    await field.press("3");
    await expect(page.getByText("3 characters too many")).toBeVisible();
    // Said again, it would be another text.
    expect(await page.getByTestId("announcer").textContent()).toBe(said);
    await expect(page.getByRole("alert").filter({ hasText: "too many" })).toHaveCount(0);
    await field.press("Backspace");
  });
  await field.press("Enter");
  await expect(field).toHaveValue(`${"😀".repeat(200)}12`);
  await expect(field).toHaveAccessibleDescription("2 characters too many");
  await page.getByRole("button", { name: "Put the rest into the notes" }).click();
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();

  await pasteLines(page, "- milk\n- bread\n\n- eggs");
  await expect(field).toHaveValue("- milk - bread - eggs");
  await page.getByRole("button", { name: "Add 3 todos" }).click();
  await expect(row(page, "milk")).toBeVisible();
  await pasteLines(page, "Trip\ntent\nmap");
  await expect(page.getByText("You pasted 3 lines.", { exact: true })).toBeVisible();
  await expectToFitPhone(page);
  await expect.poll(() => keptDrafts(page, user.id)).toContainEqual(expect.stringContaining("Trip\\ntent"));
  await page.reload();
  await expect(field).toHaveValue("Trip tent map");
  await page.getByRole("button", { name: "One with notes" }).click();
  await pasteLines(page, "one\nline");
  await page.getByRole("button", { name: "Keep as one line" }).click();
  await field.press("Enter");
  const saved = async () =>
    (await services.todos.list(user, { ...everything, sort: "newest" })).items.map(({ title, notes }) => [
      title,
      notes,
    ]);
  await expect.poll(saved).toEqual([
    ["one line", ""],
    ["Trip", "tent\nmap"],
    ["milk", ""],
    ["bread", ""],
    ["eggs", ""],
    ["😀".repeat(200), "12"],
  ]);

  await test.step("the rest of a title goes in front of the notes as they are by then", async () => {
    await row(page, "milk").getByRole("button", { name: "milk", exact: true }).click();
    await page.getByLabel("Title", { exact: true }).fill(`${"m".repeat(200)}ilk`);
    await row(page, "milk").getByRole("button", { name: "Details of “milk”" }).click();
    await page.getByLabel("Notes").fill("2 l");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Put the rest into the notes" }).click();
    await expect.poll(saved).toContainEqual(["m".repeat(200), "ilk\n\n2 l"]);
  });
});

test("keys of an input method do nothing, a title shows its links, and on paper there is the list alone", async ({
  page,
  user,
  services,
}) => {
  const linked = "read https://example.com/page.";
  for (const title of ["とうきょう", linked]) await services.todos.create(user, { title }, new Date());
  await openPage(page);
  const title = page.getByLabel("Title", { exact: true });

  await test.step("keys of an input method neither add, save nor close anything", async () => {
    await page.getByLabel("New todo").fill("にほん");
    await pressInComposition(page, "New todo", "Enter");
    await expect(page.getByLabel("New todo")).toHaveValue("にほん");
    await page.getByLabel("Search todos").fill("とう");
    await pressInComposition(page, "Search todos", "Escape");
    await expect(page.getByLabel("Search todos")).toHaveValue("とう");
    await page.getByRole("button", { name: "とうきょう", exact: true }).click();
    await title.fill("きょうと");
    await pressInComposition(page, "Title", "Enter");
    await pressInComposition(page, "Title", "Escape");
    await expect(title).toHaveValue("きょうと");
    await title.press("Escape");
    await expect(page.getByRole("button", { name: "とうきょう", exact: true })).toBeVisible();
    expect((await services.todos.list(user, everything)).items).toHaveLength(2);
    await page.getByLabel("Search todos").fill("");
  });

  await test.step("a title shows its links, and is edited beside them", async () => {
    const link = page.getByRole("link", { name: "https://example.com/page" });
    await expect(link).toHaveAttribute("href", "https://example.com/page");
    await expect(link).toHaveAttribute("rel", /noopener/);
    await page.getByRole("button", { name: linked, exact: true }).click({ position: { x: 3, y: 3 } });
    await expect(title).toHaveValue(linked);
    await title.press("Escape");
  });

  await test.step("on paper there is the list alone", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("button", { name: "とうきょう", exact: true })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Complete “とうきょう”" })).toBeVisible();
    await expect(page.getByLabel("New todo")).toBeHidden();
    await expect(page.getByLabel("Search todos")).toBeHidden();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  });
});
