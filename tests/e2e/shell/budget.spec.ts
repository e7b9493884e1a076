import type { APIRequestContext } from "@playwright/test";
import {
  gzipSum,
  markupOf,
  measure,
  type PageScript,
  report,
  scriptBudget,
  scriptPaths,
} from "#scripts/budget/page-scripts.ts";
import { completedLongAgo, demoTodos } from "#scripts/seed/demo-todos.ts";
import { seedTodos } from "#scripts/seed/seed-demo.ts";
import { layoutShiftsOf, observeLayoutShifts } from "../support/layout-shift.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "user" });

const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;

/** For how long a page is watched once everything is loaded, in ms. */
const watchMs = 1_500;

/** docs/performance.md tells what is in the budget. `npm run check:budget` runs this alone. */
test("the list page keeps to its budget, is there before its scripts, and nothing on it moves", async ({
  page,
  services,
  user,
}) => {
  const now = new Date();
  // Another test counts what a cleanup would remove.
  const todos = demoTodos.filter((todo) => !completedLongAgo.includes(todo));
  await seedTodos(services, user, todos, now);
  await services.todos.create(user, { title: "In the markup" }, now);
  // The list's HTML depends on the browser's time zone, which the first visit tells the server.
  await visit(page, "/");
  const html = await (await page.request.get("/")).text();
  expect(markupOf(html)).toContain("In the markup");

  const scripts = await Promise.all(scriptPaths(html).map((path) => load(page.request, path)));
  expect(scripts).not.toEqual([]);
  console.log(report(scripts));
  expect(gzipSum(scripts)).toBeLessThanOrEqual(scriptBudget);
  // A browser compiles those with the hint while they arrive.
  expect(scripts.filter(({ isHinted }) => !isHinted).map(({ path }) => path)).toEqual([]);

  await observeLayoutShifts(page);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.goto("/", { waitUntil: "networkidle" });
    await page.waitForTimeout(watchMs);
    expect(await layoutShiftsOf(page), `${size.width} × ${size.height}`).toEqual([]);
  }
});

async function load(request: APIRequestContext, path: string): Promise<PageScript> {
  const response = await request.get(path);
  expect(response.status(), path).toBe(200);
  return measure(path, await response.text());
}
