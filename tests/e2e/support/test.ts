import { type BrowserContext, test as base, type ConsoleMessage, type Page } from "@playwright/test";
import { completedCookie } from "#app/_client/browser-cookies.ts";
import { type Auth, createAuth } from "#lib/auth/auth.ts";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { createDatabase } from "#lib/db/client.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { cheapHashing, post, sessionHeaders } from "#tests/support/sessions.ts";
import { expect } from "./expect.ts";
import { adminAccount, publishedEnv } from "./server.ts";
import { cleanContext, createSharedContexts, type SharedContexts, sendsAgain } from "./shared-contexts.ts";

export { expect };

/** Opens a page of somebody signed in, and waits until it answers clicks: the server's HTML is there before that. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // The commands of the account's menu are loaded once the page is interactive.
  await expect(page.locator("#account-menu").getByRole("button", { includeHidden: true })).toBeAttached();
}

/** An account of one test, signed in to the test's browser. */
export interface TestUser extends Owner {
  readonly retentionDays: number | null;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The page's complaints: console errors and warnings, uncaught errors, failed hydration, refused scripts. */
export interface Complaints {
  /** Lets complaints pass that the test provokes, e.g. a 500 that it answers with. */
  expect(pattern: RegExp): void;
}

interface Fixtures {
  /** The account that the test's browser is signed in to: a new one of this test, the shared admin's, or none. */
  readonly as: "user" | "admin" | "nobody";
  /** Whether this browser remembers the completed todos unfolded. */
  readonly completed: "folded" | "unfolded";
  readonly unfolding: undefined;
  /**
   * Whether the test has a browser context of its own. It needs one if it changes what another test can't change back,
   * such as the page's clock. Tests that say what their context is like have one anyway.
   */
  readonly alone: boolean;
  /**
   * Whether pages ask what others have changed. Most tests change todos behind a page's back, and look at what it does
   * while it doesn't know.
   */
  readonly follows: boolean;
  readonly holding: undefined;
  /** The account behind `as`; null for nobody. */
  readonly account: TestUser | null;
  /** The same, in tests that are somebody. */
  readonly user: TestUser;
  readonly complaints: Complaints;
}

interface WorkerFixtures {
  /** The services on the database of the server under test, for data that the API can't make, such as an old todo. */
  readonly services: App;
  /** Accounts, for set-ups that would take the server long. */
  readonly auth: Auth;
  readonly sharedContexts: SharedContexts;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  baseURL: async ({ browserName: _browserName }, use) => use(publishedEnv().APP_URL),

  services: [
    async ({ browserName: _browserName }, use) => {
      const env = publishedEnv();
      // Nobody waits for an answer here: a busy machine may take longer than a request.
      const app = createApp(env, { database: createDatabase({ url: env.DATABASE_URL, kind: "batch" }) });
      await use(app);
      await app.close();
    },
    { scope: "worker" },
  ],

  auth: [
    async ({ services }, use) => {
      await use(createAuth({ database: services.database, env: publishedEnv(), hashing: cheapHashing }));
    },
    { scope: "worker" },
  ],

  sharedContexts: [
    async ({ browser }, use) => {
      const contexts = createSharedContexts(browser);
      await use(contexts);
      await contexts.close();
    },
    { scope: "worker" },
  ],

  alone: [false, { option: true }],

  context: async (
    { browser, sharedContexts, alone, hasTouch, isMobile, locale, timezoneId, javaScriptEnabled, viewport },
    use,
    testInfo,
  ) => {
    if (alone) {
      const own = sendsAgain(await browser.newContext());
      await use(own);
      return await own.close();
    }
    const options = { hasTouch, isMobile, locale, timezoneId, javaScriptEnabled, viewport };
    const context = await sharedContexts.open(options);
    await use(context);
    // A test that fails is the last one of its worker, and shows where it came to.
    if (testInfo.status !== testInfo.expectedStatus) return;
    await cleanContext(context);
    if (viewport) await context.pages()[0]?.setViewportSize(viewport);
  },

  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },

  complaints: [
    async ({ page }, use) => {
      const { heard, stop } = listen(page);
      const expected: RegExp[] = [];
      await use({ expect: (pattern) => void expected.push(pattern) });
      stop();
      expect(heard.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],

  as: ["nobody", { option: true }],
  completed: ["folded", { option: true }],
  follows: [false, { option: true }],

  holding: [
    async ({ follows, context }, use) => {
      const holding = follows ? null : await context.addInitScript(holdChanges);
      await use(undefined);
      await holding?.dispose();
    },
    { auto: true },
  ],

  unfolding: [
    async ({ completed, context, baseURL }, use) => {
      const cookie = { name: completedCookie, value: "yes", url: baseURL ?? "" };
      if (completed === "unfolded") await context.addCookies([cookie]);
      await use(undefined);
    },
    { auto: true },
  ],

  account: [
    async ({ as, auth, context }, use, testInfo) => {
      if (as === "nobody") return await use(null);
      const name = testInfo.testId.slice(-8);
      const own = {
        name,
        email: `${name}-${testInfo.repeatEachIndex}-${testInfo.retry}@example.com`,
        password: "correct horse",
      };
      const account = as === "admin" ? adminAccount : own;
      const action = as === "admin" ? "sign-in" : "sign-up";
      const { id } = await authenticate(auth, context, action, account);
      await use({ ...account, id, retentionDays: 7 });
    },
    { auto: true },
  ],

  user: async ({ account }, use) => {
    if (account === null) throw new Error('Say who the test is: test.use({ as: "user" }).');
    await use(account);
  },
});

/** Runs in each page: its requests for changes get no answer. */
function holdChanges(): void {
  const send = window.fetch;
  window.fetch = (input, init) => (input === "/api/changes" ? new Promise(() => {}) : send(input, init));
}

/** As the API does, but here, where hashing is cheap. The cookies go to the browser. */
export async function authenticate(
  auth: Auth,
  context: BrowserContext,
  action: "sign-in" | "sign-up",
  account: { readonly name: string; readonly email: string; readonly password: string },
): Promise<{ id: string }> {
  const url = publishedEnv().APP_URL;
  const sent = { origin: url, "x-forwarded-for": "127.0.0.1" };
  const headers = sessionHeaders(await post(auth, `/${action}/email`, account, sent));
  await context.addCookies(
    (headers.get("cookie") ?? "").split("; ").map((cookie) => {
      const [name = "", value = ""] = cookie.split(/=(.*)/s);
      return { name, value, url, httpOnly: true, sameSite: "Lax" };
    }),
  );
  const user = await auth.findUserBySession(headers);
  if (user === null) throw new Error("Nobody is signed in.");
  return user;
}

function listen(page: Page): { readonly heard: readonly string[]; stop(): void } {
  const heard: string[] = [];
  const onError = (error: Error) => void heard.push(`uncaught: ${error.message}`);
  const onMessage = (message: ConsoleMessage) => {
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    if (message.type() !== "error" && message.type() !== "warning") return;
    heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  };
  page.on("pageerror", onError).on("console", onMessage);
  return { heard, stop: () => void page.off("pageerror", onError).off("console", onMessage) };
}
