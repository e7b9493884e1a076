import type { Page } from "@playwright/test";
import { layoutShiftsOf, observeLayoutShifts } from "../support/layout-shift.ts";
import { makeManyTodos } from "../support/many-todos.ts";
import { expect, test } from "../support/test.ts";
import { openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const rows = (page: Page) => openList(page).getByRole("listitem");
const focusedTitle = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest("[data-todo]")?.querySelector("input")?.ariaLabel ?? "");

/** Scrolls in steps, as a wheel does, until a row is drawn: down, and back up if a busy machine drew it too late. */
async function scrollTo(page: Page, title: string): Promise<void> {
  await expect(async () => {
    await page.evaluate(scrollStep, Number(title.replace("Todo ", "")));
    await expect(row(page, title)).toBeVisible({ timeout: 100 });
  }).toPass({ intervals: [50] });
}

/** Runs in the page. Waits while nothing is drawn where it is scrolled to. */
function scrollStep(place: number): void {
  const inView = [...document.querySelectorAll("[data-todo]")].filter((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });
  const last = Number(inView.at(-1)?.ariaPosInSet ?? Number.NaN);
  if (last < place) window.scrollBy(0, 2000);
  else if (last > place) window.scrollBy(0, -500);
}

test("a list of 300 opens with its first rows, draws what is in view, and brings the rest while one scrolls", async ({
  page,
  user,
}) => {
  test.slow();
  await makeManyTodos(user, 300);
  expect((await (await page.request.get("/")).text()).match(/data-todo=/g)).toHaveLength(50);
  await observeLayoutShifts(page);
  await openPage(page);
  await expect(rows(page).first()).toHaveAttribute("aria-setsize", "-1");
  await expect.poll(() => rows(page).count()).toBeLessThan(50);
  expect(await layoutShiftsOf(page)).toEqual([]);

  const seen = new Set<number>();
  await expect(async () => {
    for (const place of await rows(page).evaluateAll((all) => all.map((each) => Number(each.ariaPosInSet))))
      seen.add(place);
    expect(await rows(page).count()).toBeLessThan(100);
    await page.evaluate(() => window.scrollBy(0, window.innerHeight));
    expect(seen.size).toBe(300);
  }).toPass({ intervals: [50], timeout: 60_000 });
  await expect(row(page, "Todo 300")).toBeVisible();
  await expect(row(page, "Todo 300")).toHaveAttribute("aria-setsize", "300");
  await expect(row(page, "Todo 300")).toHaveAttribute("aria-posinset", "300");
  await expect(page.getByRole("button", { name: "Load more" })).toBeHidden();
});

test("the focus stays in a row that is scrolled out of view, and the keys go on from there", async ({ page, user }) => {
  await makeManyTodos(user, 400);
  await openPage(page);
  await page.keyboard.press("j");
  await expect.poll(() => focusedTitle(page)).toContain("Todo 1”");
  await scrollTo(page, "Todo 300");
  expect(await focusedTitle(page)).toContain("Todo 1”");
  await expect(row(page, "Todo 100")).toHaveCount(0);
  await page.keyboard.press("j");
  expect(await focusedTitle(page)).toContain("Todo 2”");
  await expect(row(page, "Todo 2").getByRole("checkbox")).toBeInViewport();

  // Faster than the page scrolls: a row further each time, never past one that isn't drawn.
  for (let n = 3; n <= 35; n += 1) {
    await expect(async () => {
      if (!(await focusedTitle(page)).includes(`Todo ${n}”`)) await page.keyboard.press("j");
      expect(await focusedTitle(page)).toContain(`Todo ${n}”`);
    }).toPass({ intervals: [20] });
  }
  await page.keyboard.press("c");
  await expect.poll(() => focusedTitle(page)).toContain("Todo 36”");
  await expect(page.getByRole("button", { name: /^Completed/ })).toHaveText("Completed 1");
});

test("the row with the focus is never below the header or at the edge of the window", async ({ page, user }) => {
  await makeManyTodos(user, 400);
  await openPage(page);
  await page.keyboard.press("j");
  await expect.poll(() => focusedTitle(page)).toContain("Todo 1”");
  const isInTheOpen = () =>
    page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect();
      if (box === undefined) return false;
      const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return at === document.activeElement || at?.closest("label")?.contains(document.activeElement);
    });
  for (const [key, presses] of [
    ["j", 24],
    ["k", 20],
  ] as const) {
    for (let n = 0; n < presses; n += 1) {
      await page.keyboard.press(key);
      await expect.poll(isInTheOpen).toBe(true);
    }
  }
  expect(await focusedTitle(page)).toContain("Todo 5”");
});

test("what is written into a row isn't lost when it is scrolled away", async ({ page, user }) => {
  await makeManyTodos(user, 400);
  await openPage(page);
  await page.getByRole("button", { name: "Details of “Todo 2”" }).click();
  await page.getByRole("form", { name: "Details of “Todo 2”" }).getByLabel("Notes").fill("Not saved yet");
  await row(page, "Todo 5").getByRole("checkbox").focus();
  await scrollTo(page, "Todo 300");
  await expect(row(page, "Todo 100")).toHaveCount(0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByRole("form", { name: "Details of “Todo 2”" }).getByLabel("Notes")).toHaveValue(
    "Not saved yet",
  );
});

test("when more can't be loaded, it says so, and a button tries again", async ({ page, user, complaints }) => {
  complaints.expect(/503/);
  await makeManyTodos(user, 120);
  await page.route(/\/api\/todos\?.*cursor=/, (route) => route.fulfill({ status: 503, json: { title: "Busy" } }));
  await openPage(page);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(page.getByText("Couldn’t load more.")).toBeVisible({ timeout: 20_000 });
  await page.unroute(/\/api\/todos\?.*cursor=/);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByTestId("announcer")).toHaveText("Loaded 70 more todos.");
  await scrollTo(page, "Todo 120");
  await expect(page.getByText("Couldn’t load more.")).toBeHidden();
});
