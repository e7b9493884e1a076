import type { Page } from "@playwright/test";

/** Sums up how far the pages opened from now on move by themselves while they load. */
export async function observeLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ("value" in entry) sum += Number(entry.value);
      document.documentElement.dataset.layoutShift = String(sum);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** The sum so far, once two more frames have been drawn; 0 when nothing has moved. */
export async function layoutShiftOf(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return Number(document.documentElement.dataset.layoutShift ?? 0);
  });
}
