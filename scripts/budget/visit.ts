import type { BrowserContext } from "@playwright/test";

/** What a browser noticed while it loaded and hydrated a page, and for a moment after that. */
export interface Visit {
  /** Cumulative layout shift; 0 where nothing moved. */
  readonly layoutShift: number;
  /** Console errors and warnings, uncaught errors. */
  readonly complaints: readonly string[];
  /** Addresses of the scripts that were loaded. */
  readonly scripts: readonly string[];
}

/** How long the page is watched once everything is loaded. */
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
    await page.addInitScript(observeLayoutShifts);
    await page.goto(url, { waitUntil: "networkidle" });
    await page.waitForTimeout(watchMs);
    const layoutShift = await page.evaluate(() => Number(sessionStorage.getItem("layout-shift") ?? "NaN"));
    return { layoutShift, complaints, scripts };
  } finally {
    await page.close();
  }
}

/** Runs in the page. Keeps the sum in the session storage. */
function observeLayoutShifts(): void {
  let sum = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ("value" in entry) sum += Number(entry.value);
    note();
  });
  const note = () => {
    sessionStorage.setItem("layout-shift", String(sum));
  };
  observer.observe({ type: "layout-shift", buffered: true });
  window.addEventListener("load", () => setTimeout(note, 1_000));
}
