import { expect, type Page } from "@playwright/test";
import axe, { type Result, type RunOptions } from "axe-core";

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

const rules = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} as const;

/**
 * Holds the page as it stands to WCAG 2.2 AA; in the dark theme too, as far as that makes a difference: the colours.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await showIn(page, colorScheme);
    const { type, values } = rules[colorScheme];
    // Elements that fit the rules are not asked for: their description is long.
    const violations = await violationsOf(page, {
      runOnly: { type, values: [...values] },
      resultTypes: ["violations"],
    });
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
    }));
    expect(found, `accessibility in the ${colorScheme} theme`).toEqual([]);
  }
}

async function violationsOf(page: Page, options: RunOptions): Promise<Result[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return await page.evaluate(async (given) => {
    if (window.axe === undefined) throw new Error("The page has lost axe.");
    // The browser draws what a list offers, and a list of all time zones is long.
    return (await window.axe.run({ exclude: "option" }, given)).violations;
  }, options);
}

/** Switches the theme and waits until the page has been drawn in it: until then its colours are of both. */
export async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** Nothing is cut off or scrolls sideways on the narrowest phone. */
export async function expectToFitPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "pixels that the page is wider than a 320 px screen").toBeLessThanOrEqual(0);
}
