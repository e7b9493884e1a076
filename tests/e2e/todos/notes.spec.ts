import type { Page } from "@playwright/test";
import { expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

const details = (page: Page, title: string) => page.getByRole("form", { name: `Details of “${title}”` });
const open = (page: Page, title: string) =>
  row(page, title)
    .getByRole("button", { name: `Details of “${title}”` })
    .click();

const packing = [
  "# For the lake",
  "",
  "- [x] tent",
  "- [ ] **boat**",
  "",
  `|${" a column |".repeat(9)}`,
  `|${"---|".repeat(9)}`,
  `|${" something |".repeat(9)}`,
  "",
  "See [the map](https://example.com/map) or ![a view](https://example.com/view.png)",
].join("\n");

test("notes are shown as Markdown, edited as they were written, and their check boxes switched at once", async ({
  page,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Pack", notes: packing }, new Date());
  const saved = async () => (await services.todos.get(user, id)).notes;
  await openPage(page);
  await open(page, "Pack");
  const form = details(page, "Pack");
  await expect(form.getByRole("listitem")).toHaveText([/tent/, /boat/]);
  await expect(form.getByRole("checkbox").first()).toBeChecked();
  await expect(form.getByRole("heading")).toHaveCount(0);
  for (const name of [/the map/, /a view/]) {
    await expect(form.getByRole("link", { name })).toHaveAttribute("rel", "noopener noreferrer nofollow");
    await expect(form.getByRole("link", { name })).toHaveAttribute("target", "_blank");
  }
  await expect(form.locator("img")).toHaveCount(0);

  await test.step("a check box in notes is switched and saved at once, and can be undone", async () => {
    await form.getByRole("checkbox", { name: "boat" }).check();
    await expect(form.getByRole("checkbox", { name: "boat" })).toBeChecked();
    await expect.poll(saved).toBe(packing.replace("[ ] **boat**", "[x] **boat**"));
    await form.getByText("tent").click();
    await expect(form.getByRole("checkbox", { name: "tent" })).not.toBeChecked();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(saved).toBe(packing);
    await expect(form.getByRole("checkbox", { name: "boat" })).not.toBeChecked();
  });
  await expectToFitPhone(page);

  await form.getByRole("button", { name: "Edit notes" }).click();
  await expect(form.getByLabel("Notes")).toBeFocused();
  await expect(form.getByLabel("Notes")).toHaveValue(packing);
  await test.step("too long, they say so once, and the count is no part of it", async () => {
    await form.getByLabel("Notes").fill("x".repeat(10_002));
    const alert = form.getByRole("alert");
    await expect(alert).toHaveText("Use at most 10,000 characters: shorten the notes to save them.");
    await expect(form.getByText("2 characters too many.", { exact: true })).toBeVisible();
    await form.getByLabel("Notes").fill(packing);
    await expect(alert).toBeHidden();
  });
  await page.keyboard.insertText("\n\nDone");
  await page.keyboard.press("Control+Enter");
  await expect(form).toBeHidden();
  await expect.poll(saved).toBe(`${packing}\n\nDone`);
});

test("nothing in notes runs, the keyboard alone edits them, and what is not saved is there again", async ({
  page,
  user,
  services,
}) => {
  const html =
    "<img src=https://evil.example/x.png onerror=\"document.title='taken over'\">\n\n" +
    "<script>document.title='taken over'</script>\n\n[press](javascript:document.title='taken%20over')";
  await services.todos.create(user, { title: "Odd", notes: html }, new Date());
  const { id } = await services.todos.create(user, { title: "Pack", notes: "*Draft*" }, new Date());
  const saved = async () => (await services.todos.get(user, id)).notes;
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("http://127.0.0.1")) elsewhere.push(request.url());
  });
  await openPage(page);
  const form = details(page, "Pack");

  await test.step("the keyboard alone reads, edits and saves, and the focus comes back", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await expect(page.getByRole("button", { name: "Edit notes" })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Edit notes" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(form.getByLabel("Notes")).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("Final");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("button", { name: "Details of “Pack”" })).toBeFocused();
    await expect.poll(saved).toBe("Final");
  });

  await test.step("what was written and not saved is there again, until it is saved or canceled", async () => {
    await open(page, "Pack");
    await page.getByRole("button", { name: "Edit notes" }).click();
    await form.getByLabel("Notes").fill("A long story");
    await page.keyboard.press("Escape");
    await expect(form).toBeHidden();
    // The row goes to another list, and back.
    await row(page, "Pack").getByRole("checkbox").click();
    await row(page, "Pack").getByRole("checkbox").click();
    await open(page, "Pack");
    await expect(page.getByText("You have unsaved changes from earlier.")).toBeVisible();
    await expect(form.getByLabel("Notes")).toHaveValue("A long story");
    await page.getByRole("button", { name: "Cancel" }).click();
    await open(page, "Pack");
    await expect(form.getByText("Final")).toBeVisible();
    await page.getByRole("button", { name: "Edit notes" }).click();
    await form.getByLabel("Notes").fill("A short story");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(saved).toBe("A short story");
    await open(page, "Pack");
    await expect(form.getByText("A short story")).toBeVisible();
    await expect(page.getByText("You have unsaved changes from earlier.")).toBeHidden();
  });

  await test.step("what is no Markdown stays text: nothing of it runs or is loaded", async () => {
    await open(page, "Odd");
    await expect(details(page, "Odd").getByText("<script>document.title='taken over'</script>")).toBeVisible();
    await details(page, "Odd").getByText("press", { exact: true }).click();
    await expect(details(page, "Odd").getByRole("link", { name: "press" })).toHaveCount(0);
    await expect(page).toHaveTitle(/Todos/);
    expect(elsewhere).toEqual([]);
  });
});
