import type { Page } from "@playwright/test";
import { layoutShiftsOf, observeLayoutShifts } from "../support/layout-shift.ts";
import { makeManyTodos } from "../support/many-todos.ts";
import { expect, test } from "../support/test.ts";
import { openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

const rows = (page: Page) => openList(page).getByRole("listitem");
const places = (page: Page) => rows(page).evaluateAll((all) => all.map((each) => Number(each.ariaPosInSet)));

/** Runs in the page. The place of the row with the focus, and whether nothing covers it. */
function lookAtFocus() {
  const focused = document.activeElement;
  const title = focused?.closest("[data-todo]")?.querySelector("input")?.ariaLabel ?? "";
  const { x, y, width, height } = focused?.getBoundingClientRect() ?? new DOMRect();
  const at = document.elementFromPoint(x + width / 2, y + height / 2);
  const isInTheOpen = at === focused || at?.closest("label")?.contains(focused) === true;
  return { place: Number(/Todo (\d+)”/.exec(title)?.[1] ?? 0), isInTheOpen };
}

/** Presses a key faster than the page scrolls: a row further each time, never past one that isn't drawn. */
async function goByKey(page: Page, key: "j" | "k", from: number, to: number): Promise<void> {
  const step = key === "j" ? 1 : -1;
  for (let place = from + step; place !== to + step; place += step) {
    await page.keyboard.press(key);
    await expect(async () => {
      const focus = await page.evaluate(lookAtFocus);
      // The row wasn't drawn yet.
      if (focus.place === place - step) await page.keyboard.press(key);
      // Never below the header or at the edge of the window.
      expect(focus).toEqual({ place, isInTheOpen: true });
    }).toPass({ intervals: [20] });
  }
}

/** Prepares the page for paper, as a browser does: what is drawn when the event ends is printed. */
async function rowsOnPaper(page: Page): Promise<number> {
  await page.emulateMedia({ media: "print" });
  return await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    return document.querySelectorAll("[data-list=open] [data-todo]").length;
  });
}

async function endPrinting(page: Page): Promise<void> {
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
}

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

test("a list of 180 opens with its first rows, brings the rest, and draws what is in view", async ({
  page,
  user,
  complaints,
}) => {
  test.slow();
  await makeManyTodos(user, 180);
  expect((await (await page.request.get("/")).text()).match(/data-todo=/g)).toHaveLength(50);
  expect((await page.request.get("/api/todos")).headers()["content-encoding"]).toBe("gzip");
  await observeLayoutShifts(page);
  await openPage(page);
  await expect(rows(page).first()).toHaveAttribute("aria-setsize", "-1");
  await expect.poll(() => rows(page).count()).toBeLessThan(50);
  expect(await layoutShiftsOf(page)).toEqual([]);

  await test.step("when more can't be loaded, it says so, and a button tries again", async () => {
    complaints.expect(/503/);
    await page.waitForLoadState("networkidle");
    const more = /\/api\/todos\?.*cursor=/;
    await page.route(more, (route) => route.fulfill({ status: 503, json: { title: "Busy" } }));
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByText("Couldn’t load more.")).toBeVisible({ timeout: 20_000 });
    expect(await rowsOnPaper(page)).toBe(50);
    await expect(page.getByText("The list goes on, but the rest was not loaded.")).toBeVisible();
    await endPrinting(page);
    await page.unroute(more);
    await page.getByRole("button", { name: "Load more" }).click();
    await expect(page.getByTestId("announcer")).toHaveText("Loaded 130 more todos.");
    await expect(page.getByText("Couldn’t load more.")).toBeHidden();
  });

  await page.evaluate(() => window.scrollTo(0, 0));
  const seen = new Set<number>();
  await expect(async () => {
    const drawn = await places(page);
    for (const place of drawn) seen.add(place);
    expect(drawn.length).toBeLessThan(100);
    await page.evaluate(() => window.scrollBy(0, window.innerHeight));
    expect(seen.size).toBe(180);
  }).toPass({ intervals: [50], timeout: 60_000 });
  await expect(row(page, "Todo 180")).toBeVisible();
  await expect(row(page, "Todo 180")).toHaveAttribute("aria-setsize", "180");
  await expect(row(page, "Todo 180")).toHaveAttribute("aria-posinset", "180");
  await expect(page.getByRole("button", { name: "Load more" })).toBeHidden();
  expect(await rowsOnPaper(page)).toBe(180);
  await expect(openList(page).getByRole("list").last()).toHaveCSS("padding-top", "0px");
  await expect(page.getByText("The list goes on")).toBeHidden();
  await endPrinting(page);
  await expect.poll(() => rows(page).count()).toBeLessThan(100);
});

test("neither the focus nor what is written is lost when its row is scrolled away, and the keys go on from there", async ({
  page,
  user,
}) => {
  await makeManyTodos(user, 150);
  await openPage(page);
  await goByKey(page, "j", 0, 1);
  // Too far from the row with the focus to stay drawn because of it.
  await page.getByRole("button", { name: "Details of “Todo 14”" }).click();
  const notes = page.getByRole("form", { name: "Details of “Todo 14”" }).getByLabel("Notes");
  await notes.fill("Not saved yet");
  await row(page, "Todo 1").getByRole("checkbox").focus();
  await scrollTo(page, "Todo 140");
  expect((await page.evaluate(lookAtFocus)).place).toBe(1);
  await expect(row(page, "Todo 70")).toHaveCount(0);
  await test.step("the rest has come while one scrolled", async () => {
    await expect(row(page, "Todo 140")).toHaveAttribute("aria-setsize", "150");
  });

  await goByKey(page, "j", 1, 30);
  await expect(notes).toHaveValue("Not saved yet");
  await goByKey(page, "k", 30, 20);
  await page.keyboard.press("c");
  await expect.poll(async () => (await page.evaluate(lookAtFocus)).place).toBe(21);
  await expect(page.getByRole("button", { name: /^Completed/ })).toHaveText("Completed 1");
});
