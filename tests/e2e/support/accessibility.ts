import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Holds the page as it stands to WCAG 2.2 AA; in the dark theme too, as far as that makes a difference: the colours.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const rules = {
    light: (axe: AxeBuilder) => axe.withTags(standards),
    dark: (axe: AxeBuilder) => axe.withRules(["color-contrast", "link-in-text-block"]),
  };
  // Legacy mode reports from the page itself, instead of opening another one: the pages have no frames to put together.
  for (const colorScheme of ["light", "dark"] as const) {
    await showIn(page, colorScheme);
    const { violations } = await rules[colorScheme](new AxeBuilder({ page }).setLegacyMode()).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
    }));
    expect(found, `accessibility in the ${colorScheme} theme`).toEqual([]);
  }
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
