import type { Page } from "@playwright/test";

/** Holds the answers to a page's requests until they are released, as a slow network does. */
export async function holdAnswers(page: Page, url: RegExp) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  /** Resolves once the page has asked. */
  const asked = page.waitForRequest(url);
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return { asked, release };
}
