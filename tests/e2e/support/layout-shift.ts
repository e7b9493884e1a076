import type { Page } from "@playwright/test";

/** One time that something moved by itself. */
export interface Shift {
  /** The share of the window that moved, times how far. */
  readonly value: number;
  /** The elements that moved, each with its place before and after. */
  readonly moved: readonly string[];
}

/** Notes what moves by itself while the pages load that are opened from now on. */
export async function observeLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(noteShifts);
}

/** The shifts so far, once two more frames have been drawn. */
export async function layoutShiftsOf(page: Page): Promise<Shift[]> {
  const noted = await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return sessionStorage.getItem("layout-shifts");
  });
  if (noted === null) throw new Error("Nobody observed what moves on this page.");
  return JSON.parse(noted);
}

/** Runs in the page. */
function noteShifts(): void {
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly sources: readonly {
      readonly node: Node | null;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }[];
  }
  const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === "layout-shift";
  const place = ({ x, y, width, height }: DOMRectReadOnly) =>
    `${[x, y].map(Math.round).join(", ")} (${[width, height].map(Math.round).join(" × ")})`;
  const name = (node: Node | null) => {
    if (node === null) return "an element that is gone";
    const text = (node.textContent ?? "").trim().slice(0, 40);
    return `${node instanceof Element ? `<${node.localName} class="${node.className}">` : node.nodeName} “${text}”`;
  };

  const shifts: Shift[] = [];
  const store = () => sessionStorage.setItem("layout-shifts", JSON.stringify(shifts));
  store();
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries().filter(isShift)) {
      const moved = sources.map(
        ({ node, previousRect, currentRect }) => `${name(node)} from ${place(previousRect)} to ${place(currentRect)}`,
      );
      shifts.push({ value, moved });
    }
    store();
  }).observe({ type: "layout-shift", buffered: true });
}
