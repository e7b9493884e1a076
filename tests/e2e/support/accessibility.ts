import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import type axe from "axe-core";
import type { Result, RunOptions } from "axe-core";
import { expect } from "./expect.ts";

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** Each page reads it anew: the smaller file takes half as long. */
const source = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const rules = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} as const;

/**
 * Holds the page as it stands to WCAG 2.2 AA; in the dark theme too, as far as that makes a difference: the colours.
 * Within an element only, where the rest of the page has been looked at: a selector, such as `dialog[open]`.
 */
export async function expectAccessible(page: Page, { within }: { readonly within?: string } = {}): Promise<void> {
  // After an act or a link, Next may bring a page's title after its content. Until then there is none.
  if (within === undefined) await expect(page).toHaveTitle(/./);
  for (const colorScheme of ["light", "dark"] as const) {
    await showIn(page, colorScheme);
    const { type, values } = rules[colorScheme];
    // Elements that fit the rules are not asked for: their description is long.
    const violations = await violationsOf(page, within, {
      runOnly: { type, values: [...values] },
      resultTypes: ["violations"],
      // It judges the style sheet, which all pages share: see `expectNoOrientationLock`.
      ...(type === "tag" && { rules: { [orientationLock]: { enabled: false } } }),
    });
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
    }));
    expect(found, `accessibility in the ${colorScheme} theme`).toEqual([]);
  }
}

const orientationLock = "css-orientation-lock";

/** The style sheet turns no page to one orientation of the screen. */
export async function expectNoOrientationLock(page: Page): Promise<void> {
  expect(await violationsOf(page, undefined, { runOnly: [orientationLock] })).toEqual([]);
}

async function violationsOf(page: Page, within: string | undefined, options: RunOptions): Promise<Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return await page.evaluate(
    async ([include, given]) => {
      if (window.axe === undefined) throw new Error("The page has lost axe.");
      // The browser draws what a list offers, and a list of all time zones is long.
      const context = { ...(include !== undefined && { include }), exclude: "option" };
      return (await window.axe.run(context, given)).violations;
    },
    [within, options] as const,
  );
}

/** Switches the theme and waits until the page has been drawn in it: until then its colours are of both. */
export async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/**
 * The contrast of an element's border with the background of what is around it, or of the page, as WCAG computes it: at
 * least 3 where the border tells what is there.
 */
export async function borderContrast(element: Locator, around?: Locator): Promise<number> {
  const background = await (around ?? element.page().locator("body")).evaluate(
    (each) => getComputedStyle(each).backgroundColor,
  );
  return await element.evaluate((each, behind) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const luminance = (color: string) => {
      if (context === null) return Number.NaN;
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) =>
        value <= 10 ? value / 3295 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [dark = 0, light = 0] = [luminance(getComputedStyle(each).borderTopColor), luminance(behind)].sort(
      (one, other) => one - other,
    );
    return (light + 0.05) / (dark + 0.05);
  }, background);
}

/** Nothing is cut off or scrolls sideways on the narrowest phone. */
export async function expectToFitPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "pixels that the page is wider than a 320 px screen").toBeLessThanOrEqual(0);
}
