import type { Page } from "@playwright/test";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
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

test("notes are shown as Markdown, and edited as they were written", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Pack", notes: packing }, new Date());
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
  await expectAccessible(page);
  await expectToFitPhone(page);
  await expectAccessible(page);

  await form.getByRole("button", { name: "Edit notes" }).click();
  await expect(form.getByLabel("Notes")).toBeFocused();
  await expect(form.getByLabel("Notes")).toHaveValue(packing);
  await page.keyboard.type("\n\nDone");
  await page.keyboard.press("Control+Enter");
  await expect(form).toBeHidden();
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe(`${packing}\n\nDone`);
});

test("a check box in notes is switched and saved at once, and can be undone", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Pack", notes: packing }, new Date());
  await openPage(page);
  await open(page, "Pack");
  await details(page, "Pack").getByRole("checkbox", { name: "boat" }).check();
  await expect(details(page, "Pack").getByRole("checkbox", { name: "boat" })).toBeChecked();
  await expect
    .poll(async () => (await services.todos.get(user, id)).notes)
    .toBe(packing.replace("[ ] **boat**", "[x] **boat**"));
  await details(page, "Pack").getByText("tent").click();
  await expect(details(page, "Pack").getByRole("checkbox", { name: "tent" })).not.toBeChecked();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe(packing);
  await expect(details(page, "Pack").getByRole("checkbox", { name: "boat" })).not.toBeChecked();
});

test("what is no Markdown stays text: nothing of it runs or is loaded", async ({ page, user, services }) => {
  const notes =
    "<img src=https://evil.example/x.png onerror=\"document.title='taken over'\">\n\n" +
    "<script>document.title='taken over'</script>\n\n[press](javascript:document.title='taken%20over')";
  await services.todos.create(user, { title: "Odd", notes }, new Date());
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("http://127.0.0.1")) elsewhere.push(request.url());
  });
  await openPage(page);
  await open(page, "Odd");
  await expect(details(page, "Odd").getByText("<script>document.title='taken over'</script>")).toBeVisible();
  await details(page, "Odd").getByText("press", { exact: true }).click();
  await expect(details(page, "Odd").getByRole("link", { name: "press" })).toHaveCount(0);
  await expect(page).toHaveTitle(/Todos/);
  expect(elsewhere).toEqual([]);
});

test("the keyboard alone reads, edits and sets the date, and the focus comes back", async ({
  page,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Pack", notes: "*Draft*" }, new Date());
  await openPage(page);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await expect(page.getByRole("button", { name: "Edit notes" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Edit notes" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Notes")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Final");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Details of “Pack”" })).toBeFocused();
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe("Final");
});

test("what was written and not saved is there again, until it is saved or canceled", async ({
  page,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Pack", notes: "Draft" }, new Date());
  await openPage(page);
  await open(page, "Pack");
  await page.getByRole("button", { name: "Edit notes" }).click();
  await page.getByLabel("Notes").fill("A long story");
  await page.keyboard.press("Escape");
  await expect(details(page, "Pack")).toBeHidden();
  // The row goes to another list, and back.
  await row(page, "Pack").getByRole("checkbox").click();
  await row(page, "Pack").getByRole("checkbox").click();
  await open(page, "Pack");
  await expect(page.getByText("You have unsaved changes from earlier.")).toBeVisible();
  await expect(page.getByLabel("Notes")).toHaveValue("A long story");
  await page.getByRole("button", { name: "Cancel" }).click();
  await open(page, "Pack");
  await expect(details(page, "Pack").getByText("Draft")).toBeVisible();
  await page.getByRole("button", { name: "Edit notes" }).click();
  await page.getByLabel("Notes").fill("A short story");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe("A short story");
  await open(page, "Pack");
  await expect(details(page, "Pack").getByText("A short story")).toBeVisible();
  await expect(page.getByText("You wrote this before")).toBeHidden();
});

test.describe("in a browser that has loaded nothing before", () => {
  test.use({ alone: true });

  test("details that can't be loaded say so, and come with Try again", async ({ page, user, services, complaints }) => {
    complaints.expect(/ERR_FAILED/);
    await services.todos.create(user, { title: "Pack", notes: "*Draft*" }, new Date());
    // Only scripts that the server's HTML names are there; those that the page asks for afterwards aren't.
    const html = await (await page.request.get("/")).text();
    const isOfFirstLoad = (url: string) => html.includes(new URL(url).pathname);
    await page.route("**/_next/static/**", (route) =>
      isOfFirstLoad(route.request().url()) ? route.continue() : route.abort(),
    );
    await page.goto("/", { waitUntil: "networkidle" });
    await open(page, "Pack");
    await expect(page.getByText("Notes and due date could not be loaded. Check your connection.")).toBeVisible();
    await page.unroute("**/_next/static/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(details(page, "Pack").locator("em")).toHaveText("Draft");
  });

  test("without a network they open all the same", async ({ page, context, user, services, complaints }) => {
    complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    await services.todos.create(user, { title: "Pack", notes: "*Draft*" }, new Date());
    await openPage(page);
    await context.setOffline(true);
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await expect(details(page, "Pack").getByText("*Draft*")).toBeVisible();
  });
});
