import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import { z } from "zod";
import { type App, createApp } from "#lib/app.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { adminAccount, publishedEnv } from "./server.ts";

export { expect };

/** An account of one test, signed in to the test's browser. */
export interface TestUser extends Owner {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What the page complained about: console errors and warnings, uncaught errors, failed hydration, refused scripts. */
export interface Complaints {
  /** Lets complaints pass that the test provokes, e.g. a 500 that it answers with. */
  expect(pattern: RegExp): void;
}

interface Fixtures {
  readonly complaints: Complaints;
  readonly user: TestUser;
  /** Signs the test's browser in as the shared admin. */
  readonly admin: { readonly email: string };
}

interface WorkerFixtures {
  /** The services on the database of the server under test, for data that the API can't make, such as an old todo. */
  readonly services: App;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  baseURL: async ({ browserName: _browserName }, use) => use(publishedEnv().APP_URL),

  services: [
    async ({ browserName: _browserName }, use) => {
      const app = createApp(publishedEnv());
      await use(app);
      await app.close();
    },
    { scope: "worker" },
  ],

  complaints: [
    async ({ page }, use) => {
      const heard = listen(page);
      const expected: RegExp[] = [];
      await use({ expect: (pattern) => void expected.push(pattern) });
      expect(heard.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],

  user: async ({ context, baseURL }, use, testInfo) => {
    const name = testInfo.testId.slice(-8);
    const account = { name, email: `${name}-${testInfo.repeatEachIndex}@example.com`, password: "correct horse" };
    const { id } = await authenticate(context.request, baseURL, "sign-up", account);
    await use({ ...account, id, retentionDays: 7 });
  },

  admin: async ({ context, baseURL }, use) => {
    await authenticate(context.request, baseURL, "sign-in", adminAccount);
    await use(adminAccount);
  },
});

const answerSchema = z.object({ user: z.object({ id: z.uuid() }) });

/** Through the API; the session's cookie goes to the browser. */
async function authenticate(
  request: APIRequestContext,
  baseURL: string | undefined,
  action: "sign-in" | "sign-up",
  account: { readonly name: string; readonly email: string; readonly password: string },
): Promise<{ id: string }> {
  const response = await request.post(`/api/auth/${action}/email`, {
    data: account,
    headers: { Origin: baseURL ?? "" },
  });
  expect(response.status(), await response.text()).toBe(200);
  return answerSchema.parse(await response.json()).user;
}

function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard.push(`${message.type()}: ${message.text()}`);
  });
  return heard;
}
