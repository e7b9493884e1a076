import type { Browser, BrowserContext, Page } from "@playwright/test";
import { publishedEnv } from "./server.ts";

/**
 * The browser contexts that the tests of a worker take over from each other. In a new one, each test would begin with
 * another process, where all scripts are loaded and compiled anew.
 */
export interface SharedContexts {
  /** Creates one for the first test with these options, and gives it to the others. */
  open(options: object): Promise<BrowserContext>;
  close(): Promise<void>;
}

export function createSharedContexts(browser: Browser): SharedContexts {
  const contexts = new Map<string, BrowserContext>();
  return {
    async open(options) {
      const key = JSON.stringify(options);
      // Within a test, it has the test's options.
      const context = contexts.get(key) ?? sendsAgain(await browser.newContext());
      contexts.set(key, context);
      return context;
    },
    async close() {
      for (const context of contexts.values()) await context.close();
    },
  };
}

/**
 * A test's own GET is sent again where the server has closed the kept connection at that very moment, as browsers do
 * (RFC 9110, 9.2.2).
 */
export function sendsAgain(context: BrowserContext): BrowserContext {
  const { request } = context;
  const get = request.get.bind(request);
  request.get = (url, options) => get(url, { maxRetries: 1, ...options });
  return context;
}

/** Leaves a context as if nobody had used it. Clocks and service workers stay: tests with these have their own one. */
export async function cleanContext(context: BrowserContext): Promise<void> {
  const [page, ...others] = context.pages();
  await Promise.all(others.map((other) => other.close()));
  await Promise.all([context.setOffline(false), context.clearPermissions(), context.unrouteAll()]);
  if (page !== undefined) await cleanPage(page);
  // Until now, the page may have set some.
  await context.clearCookies();
}

async function cleanPage(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  // Of the same origin, so that the process stays, and without scripts, so that nothing is written any more.
  await page.goto(`${publishedEnv().APP_URL}/icons/icon-192.png`);
  await page.evaluate(async () => {
    sessionStorage.clear();
    localStorage.clear();
    for (const { name = "" } of await indexedDB.databases()) {
      const deletion = indexedDB.deleteDatabase(name);
      await new Promise((resolve, reject) => {
        deletion.addEventListener("success", resolve);
        deletion.addEventListener("error", reject);
      });
    }
  });
  await page.emulateMedia({ media: null, colorScheme: "light", reducedMotion: "reduce" });
}
