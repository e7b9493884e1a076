import type { BrowserContext } from "@playwright/test";
import { layoutShiftsOf, observeLayoutShifts, type Shift } from "#tests/e2e/support/layout-shift.ts";

/** A browser's observations while it loads and hydrates a page, and for a moment after that. */
export interface Visit {
  /** Elements that moved by themselves. */
  readonly shifts: readonly Shift[];
  /** Console errors and warnings, uncaught errors. */
  readonly complaints: readonly string[];
  /** Addresses of the scripts that were loaded. */
  readonly scripts: readonly string[];
}

/** The time for which the page is watched once everything is loaded, in ms. */
const watchMs = 1_500;

/** Opens a page in a tab of this size and watches it. */
export async function visit(
  context: BrowserContext,
  url: string,
  size: { width: number; height: number },
): Promise<Visit> {
  const page = await context.newPage();
  const complaints: string[] = [];
  const scripts: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
  });
  try {
    await page.setViewportSize(size);
    await observeLayoutShifts(page);
    await page.goto(url, { waitUntil: "networkidle" });
    await page.waitForTimeout(watchMs);
    return { shifts: await layoutShiftsOf(page), complaints, scripts };
  } finally {
    await page.close();
  }
}
