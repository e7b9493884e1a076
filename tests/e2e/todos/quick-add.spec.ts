import type { Page } from "@playwright/test";
import { addDaysTo, isoDay } from "#app/_time/format-time.ts";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { add, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const field = (page: Page) => page.getByLabel("New todo");
const chip = (page: Page, text: RegExp) => page.locator("form").getByText(text);
const tomorrow = () => addDaysTo(isoDay(new Date(), "Europe/Berlin"), 1);

test("a due date among the words is shown before it is saved, and taken out of the title", async ({
  page,
  user,
  services,
}) => {
  await openPage(page);
  await field(page).fill("Pay rent tomorrow");
  await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
  await expect(field(page)).toHaveAccessibleDescription(/^Due tomorrow, /);
  await expect(page.getByTestId("announcer")).toHaveText(/^Due tomorrow, .* Press Escape to keep the words as typed\./);
  await expectAccessible(page);
  expect((await services.todos.list(user, everything)).items).toEqual([]);
  await field(page).press("Enter");
  await expect(row(page, "Pay rent").getByText("Tomorrow")).toBeVisible();
  await expect(chip(page, /^Due tomorrow, /)).toBeHidden();
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items)
    .toMatchObject([{ title: "Pay rent", dueOn: tomorrow() }]);
});

test("Escape keeps the words as typed, for this entry alone", async ({ page, user, services }) => {
  await openPage(page);
  await page.keyboard.press("n");
  await page.keyboard.type("Read the Tomorrow book tomorrow");
  await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chip(page, /^Due tomorrow, /)).toBeHidden();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(" or so, by 2030-12-24");
  await expect(chip(page, /^Due /)).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(row(page, "Read the Tomorrow book tomorrow or so, by 2030-12-24")).toBeVisible();
  await page.keyboard.type("Report by 2030-12-24");
  await expect(chip(page, /^Due .*24 Dec 2030/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items)
    .toMatchObject([
      { title: "Report", dueOn: "2030-12-24" },
      { title: "Read the Tomorrow book tomorrow or so, by 2030-12-24", dueOn: null },
    ]);
});

test("words that only name a day ask for a title", async ({ page, user, services }) => {
  await openPage(page);
  await field(page).fill("Tomorrow");
  await expect(chip(page, /^Due tomorrow, .*: add a title$/)).toBeVisible();
  await field(page).press("Enter");
  await expect(page.getByTestId("announcer")).toHaveText(/^Add what there is to do, or press Escape/);
  await expect(field(page)).toHaveValue("Tomorrow");
  await field(page).press("End");
  await page.keyboard.type(" call Ann");
  await field(page).press("Enter");
  await expect(row(page, "call Ann")).toBeVisible();
  await field(page).fill("Tomorrow");
  await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
  await field(page).press("Escape");
  await field(page).press("Enter");
  await expect
    .poll(async () => (await services.todos.list(user, everything)).items)
    .toMatchObject([
      { title: "Tomorrow", dueOn: null },
      { title: "call Ann", dueOn: tomorrow() },
    ]);
});

test.describe("in the title of a todo", () => {
  const title = (page: Page) => page.getByLabel("Title", { exact: true });
  const edit = async (page: Page, from: string) => {
    await row(page, from).getByRole("button", { name: from, exact: true }).click();
    await expect(title(page)).toBeFocused();
  };

  test("a due date that is typed is shown and saved with it", async ({ page, user, services }) => {
    await services.todos.create(user, { title: "Read Tomorrow by friday" }, new Date());
    await openPage(page);
    await edit(page, "Read Tomorrow by friday");
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toMatchObject([{ title: "Read Tomorrow by friday!", dueOn: null }]);

    await edit(page, "Read Tomorrow by friday!");
    await title(page).fill("Pay rent tomorrow");
    await expect(page.getByRole("list").getByText(/^Due tomorrow, /)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toMatchObject([{ title: "Pay rent", dueOn: tomorrow() }]);
  });

  test("its button and Escape keep the words as typed", async ({ page, user, services }) => {
    await services.todos.create(user, { title: "Plan" }, new Date());
    await openPage(page);
    await edit(page, "Plan");
    await title(page).fill("Plan tomorrow");
    await page.getByRole("button", { name: "Keep “tomorrow” in the title" }).click();
    await expect(title(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toMatchObject([{ title: "Plan tomorrow", dueOn: null }]);

    await edit(page, "Plan tomorrow");
    await title(page).fill("Pack on 2030-12-24");
    await expect(page.getByRole("list").getByText(/^Due .*24 Dec 2030/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(title(page)).toHaveValue("Pack on 2030-12-24");
    await page.keyboard.press("Escape");
    await expect(row(page, "Plan tomorrow")).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

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

test.describe("in a browser that has loaded nothing before", () => {
  test.use({ alone: true });

  test("where nothing can be understood for want of a network, words are added as typed", async ({
    page,
    user,
    services,
    complaints,
  }) => {
    complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    await openPage(page);
    const code = "**/_next/static/**";
    await page.route(code, (route) => route.abort("internetdisconnected"));
    await field(page).pressSequentially("Pay rent tomorrow");
    await expect(page.getByRole("button", { name: "Add", exact: true })).toBeVisible();
    await field(page).press("Enter");
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toMatchObject([{ title: "Pay rent tomorrow", dueOn: null }]);
    await page.unroute(code);
    await field(page).fill("Call Ann tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
  });
});

test("what is added comes into view, and where the filter or search leaves it out, a message leads to it", async ({
  page,
  user,
  services,
}) => {
  const day = "2030-01-31";
  for (let n = 0; n < 30; n += 1) await services.todos.create(user, { title: `Later ${n}`, dueOn: day }, new Date());
  await openPage(page);
  await add(page, "Buy milk");
  await expect(row(page, "Buy milk")).toBeInViewport();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toBeInViewport();

  await page.getByLabel("Search todos").fill("later 21");
  await expect(openList(page).getByRole("listitem")).toHaveCount(1);
  await field(page).fill("Call Ann");
  await field(page).press("Enter");
  const message = page.getByRole("listitem").filter({ hasText: "It isn’t among the results for “later 21”." });
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

test.describe("in a browser that has loaded nothing yet", () => {
  test.use({ alone: true });

  test("neither the parser of dates nor the details are part of the first load", async ({ page, user, services }) => {
    await services.todos.create(user, { title: "Pack", notes: "*Draft*" }, new Date());
    const scripts = new Map<string, Promise<string>>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script")
        scripts.set(new URL(response.url()).pathname, response.text());
    });
    const holding = async (text: string) => {
      const loaded = await Promise.all([...scripts].map(async ([path, script]) => ({ path, script: await script })));
      return loaded.filter(({ script }) => script.includes(text)).map(({ path }) => path);
    };
    await page.goto("/", { waitUntil: "networkidle" });
    const html = await (await page.request.get("/")).text();
    const inHtml = (paths: string[]) => paths.map((path) => html.includes(path));
    expect(inHtml(await holding("Add a todo"))).toContain(true);
    await expect.poll(async () => inHtml(await holding("Edit notes"))).toEqual([false]);
    expect(await holding("day after tomorrow")).toEqual([]);
    await field(page).fill("Pay rent tomorrow");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    expect(inHtml(await holding("day after tomorrow"))).toEqual([false]);
  });
});

test.describe("for a reader of German", () => {
  test.use({ locale: "de-DE" });

  test("dates are understood in German", async ({ page, user, services }) => {
    await openPage(page);
    await field(page).fill("Miete morgen zahlen");
    await expect(chip(page, /^Due tomorrow, /)).toBeVisible();
    await field(page).press("Enter");
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toMatchObject([{ title: "Miete zahlen", dueOn: tomorrow() }]);
  });
});
