import type { Page } from "@playwright/test";
import { addDaysTo, isoDay } from "#app/_time/format-time.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { add, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const field = (page: Page) => page.getByLabel("New todo");
const chip = (page: Page, text: RegExp) => page.locator("form").getByText(text);
const inDays = (days: number) => addDaysTo(isoDay(new Date(), "Europe/Berlin"), days);

/** Keeps the scripts that come. @returns a function that finds the paths of those that hold a text. */
function collectScripts(page: Page): (text: string) => Promise<string[]> {
  const scripts = new Map<string, Promise<string>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.set(new URL(response.url()).pathname, response.text());
  });
  return async (text) => {
    const loaded = await Promise.all([...scripts].map(async ([path, script]) => ({ path, script: await script })));
    return loaded.filter(({ script }) => script.includes(text)).map(({ path }) => path);
  };
}

test("a due date among the words is shown, taken out of the title, and left in it after Escape", async ({
  page,
  user,
  services,
}) => {
  const saved = async () => (await services.todos.list(user, everything)).items;
  const holding = collectScripts(page);
  await openPage(page);

  await test.step("neither the parser of dates nor the details are part of the first load", async () => {
    const html = await (await page.request.get("/")).text();
    const inHtml = (paths: string[]) => paths.map((path) => html.includes(path));
    await page.waitForLoadState("networkidle");
    expect(inHtml(await holding("Add a todo"))).toContain(true);
    await expect.poll(async () => inHtml(await holding("Edit notes"))).toEqual([false]);
    expect(await holding("day after tomorrow")).toEqual([]);
    await field(page).fill("Pay rent tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    expect(inHtml(await holding("day after tomorrow"))).toEqual([false]);
  });

  await test.step("a due date among the words is shown before it is saved", async () => {
    await expect(field(page)).toHaveAccessibleDescription(/^Due tomorrow, /);
    await expect(page.getByTestId("announcer")).toHaveText(
      /^Due tomorrow, .* Press Escape to keep the words as typed\./,
    );
    expect(await saved()).toEqual([]);
    await field(page).press("Enter");
    await expect(row(page, "Pay rent").getByText("Tomorrow")).toBeVisible();
    await expect(chip(page, /^Due tomorrow, /)).toBeHidden();
    await expect.poll(saved).toMatchObject([{ title: "Pay rent", dueOn: inDays(1) }]);
  });

  await test.step("Escape keeps the words as typed, for this entry alone", async () => {
    await field(page).fill("Read the Tomorrow book tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(chip(page, /^Due tomorrow, /)).toBeHidden();
    await expect(field(page)).toBeFocused();
    await page.keyboard.insertText(" or so, by 2030-12-24");
    await expect(chip(page, /^Due /)).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(row(page, "Read the Tomorrow book tomorrow or so, by 2030-12-24")).toBeVisible();
    await page.keyboard.insertText("Report by 2030-12-24");
    await expect(chip(page, /^Due .*24 Dec 2030/)).toBeVisible();
    await page.keyboard.press("Enter");
    await expect
      .poll(saved)
      .toMatchObject([
        { title: "Report", dueOn: "2030-12-24" },
        { title: "Read the Tomorrow book tomorrow or so, by 2030-12-24", dueOn: null },
        { title: "Pay rent" },
      ]);
  });

  await test.step("words that only name a day ask for a title", async () => {
    await field(page).fill("Tomorrow");
    await expect(chip(page, /^Due tomorrow, .*: add a title$/)).toBeVisible();
    await field(page).press("Enter");
    await expect(page.getByTestId("announcer")).toHaveText(/^Add what there is to do, or press Escape/);
    await expect(field(page)).toHaveValue("Tomorrow");
    await field(page).press("End");
    await page.keyboard.insertText(" call Ann");
    await field(page).press("Enter");
    await expect(row(page, "call Ann")).toBeVisible();
    await field(page).fill("Tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    await field(page).press("Escape");
    await field(page).press("Enter");
    await expect.poll(saved).toHaveLength(5);
    expect(await saved()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: "Tomorrow", dueOn: null }),
        expect.objectContaining({ title: "call Ann", dueOn: inDays(1) }),
      ]),
    );
  });
});

test("a due date in the title of a todo is shown and saved with it, or kept as words", async ({
  page,
  user,
  services,
}) => {
  const title = page.getByLabel("Title", { exact: true });
  const edit = async (from: string) => {
    await row(page, from).getByRole("button", { name: from, exact: true }).click();
    await expect(title).toBeFocused();
  };
  const saved = async () => (await services.todos.list(user, everything)).items;
  await services.todos.create(user, { title: "Read Tomorrow by friday" }, new Date());
  await openPage(page);

  await test.step("its button and Escape keep the words as typed", async () => {
    await edit("Read Tomorrow by friday");
    await page.keyboard.press("End");
    await page.keyboard.insertText("!");
    await page.keyboard.press("Enter");
    await expect.poll(saved).toMatchObject([{ title: "Read Tomorrow by friday!", dueOn: null }]);

    await edit("Read Tomorrow by friday!");
    await title.fill("Plan tomorrow");
    await page.getByRole("button", { name: "Keep “tomorrow” in the title" }).click();
    await expect(title).toBeFocused();
    await page.keyboard.press("Enter");
    await expect.poll(saved).toMatchObject([{ title: "Plan tomorrow", dueOn: null }]);

    await edit("Plan tomorrow");
    await title.fill("Pack on 2030-12-24");
    await expect(page.getByRole("list").getByText(/^Due .*24 Dec 2030/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(title).toHaveValue("Pack on 2030-12-24");
    await page.keyboard.press("Escape");
    await expect(row(page, "Plan tomorrow")).toBeVisible();
  });

  await test.step("one that is typed is shown and saved with it", async () => {
    await field(page).fill("Call Ann tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    await edit("Plan tomorrow");
    await title.fill("Pay rent today");
    await expect(page.getByRole("list").getByText(/^Due today, /)).toBeVisible();
    await test.step("is accessible, as in the field of a new todo", () => expectAccessible(page));
    await page.keyboard.press("Enter");
    await expect.poll(saved).toMatchObject([{ title: "Pay rent", dueOn: inDays(0) }]);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test("a tap refuses it, on something large enough to hit, and it fits the narrowest one", async ({
    page,
    user,
    services,
  }) => {
    await openPage(page);
    await field(page).fill("Pay rent tomorrow");
    const refuse = page.getByRole("button", { name: "Keep “tomorrow” in the title" });
    const box = await refuse.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await refuse.tap();
    await expect(refuse).toBeHidden();
    await expect(field(page)).toBeFocused();
    await page.getByRole("button", { name: "Add", exact: true }).tap();
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toMatchObject([{ title: "Pay rent tomorrow", dueOn: null }]);

    await field(page).fill("Pay the rent of the house tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    await expectToFitPhone(page);
  });
});

test("what is added comes into view, and where the filter or search leaves it out, a message leads to it", async ({
  page,
  user,
  services,
}) => {
  const day = "2030-01-31";
  for (let n = 0; n < 12; n += 1) await services.todos.create(user, { title: `Later ${n}`, dueOn: day }, new Date());
  await page.setViewportSize({ width: 1280, height: 500 });
  await openPage(page);
  await add(page, "Buy milk");
  await expect(row(page, "Buy milk")).toBeInViewport();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toBeInViewport();

  await page.getByLabel("Search todos").fill("later 11");
  await expect(openList(page).getByRole("listitem")).toHaveCount(1);
  await field(page).fill("Call Ann");
  await field(page).press("Enter");
  const message = page.getByRole("listitem").filter({ hasText: "It isn’t among the results for “later 11”." });
  await expect(message).toContainText("Added “Call Ann”.");
  await message.getByRole("button", { name: "Show" }).click();
  await expect(row(page, "Call Ann")).toBeInViewport();
  await expect(page.getByLabel("Search todos")).toHaveValue("");

  await page.getByRole("link", { name: "Completed", exact: true }).click();
  await field(page).fill("Pay rent");
  await field(page).press("Enter");
  await expect(page.getByText("It is among the open todos.")).toBeVisible();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(row(page, "Pay rent")).toBeInViewport();
});
