import { beforeAll, expect } from "vitest";
import { type App, createApp } from "#lib/app.ts";
import { parseEnv } from "#lib/env.ts";
import type { PathParams, Route } from "#lib/http/route.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { expectDocumented } from "./documented-answers.ts";

export const origin = "https://tidy.example.com";
export const cronSecret = "cron-secret-of-the-tests";

export interface Call {
  readonly method?: string;
  /** Path and query; only routes that log or read it care. */
  readonly url?: string;
  readonly params?: PathParams;
  readonly headers?: Headers | Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string or a stream, which are sent as they are. */
  readonly body?: unknown;
}

/**
 * The API on a database of its own, called through its route handlers without a server in between. Every answer must be
 * one that the API's description knows.
 */
export interface Api {
  readonly app: App;
  call(route: Route, call?: Call): Promise<Response>;
  /** Signs somebody up; the headers are those that a browser sends from Tidy's own pages. */
  signUp(email: string): Promise<Headers>;
  /** Headers of a script that has an API key of the user. */
  scriptOf(session: Headers): Promise<Headers>;
}

export function setUpApi(variables: Readonly<Record<string, string>> = {}): Api {
  const database = setUpTestDatabase();
  let app: App | undefined;
  beforeAll(() => {
    const env = parseEnv({
      DATABASE_URL: database.url,
      AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
      APP_URL: origin,
      CRON_SECRET: cronSecret,
      ADMIN_EMAILS: "boss@example.com",
      LOG_LEVEL: "silent",
      // Wide sign-up limits.
      DEMO_MODE: "1",
      ...variables,
    });
    app = createApp(env, { database: database.db });
  });
  const ready = () => {
    if (app === undefined) throw new Error("The API exists inside hooks and tests only.");
    return app;
  };
  return {
    get app() {
      return ready();
    },
    async call(route, call = {}) {
      const response = await route.respond(ready(), requestOf(call), call.params ?? {});
      await expectDocumented(route, response);
      return response;
    },
    async signUp(email) {
      const body = { email, password: "correct horse", name: "Somebody" };
      const url = "/api/auth/sign-up/email";
      const response = await ready().auth.handler(requestOf({ method: "POST", url, body, headers: { origin } }));
      if (!response.ok) throw new Error(`Signing up answered ${response.status}: ${await response.text()}`);
      const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
      return new Headers({ cookie: cookies.join("; "), origin, "sec-fetch-site": "same-origin" });
    },
    async scriptOf(session) {
      const { key } = await ready().auth.createApiKey(session, "script");
      return new Headers({ authorization: `Bearer ${key}` });
    },
  };
}

function requestOf({ method = "GET", url = "/api/somewhere", headers, body }: Call): Request {
  const all = new Headers(headers);
  const isRaw = typeof body === "string" || body instanceof ReadableStream;
  if (body !== undefined && !isRaw && !all.has("content-type")) all.set("content-type", "application/json");
  const sent = isRaw ? { body, duplex: "half" as const } : body === undefined ? {} : { body: JSON.stringify(body) };
  return new Request(`${origin}${url}`, { method, headers: all, ...sent });
}

/** The headers with some replaced, or left out where null. */
export const withHeaders = (base: Headers, more: Readonly<Record<string, string | null>>) => {
  const headers = new Headers(base);
  for (const [name, value] of Object.entries(more)) value === null ? headers.delete(name) : headers.set(name, value);
  return headers;
};

/** The problem that a response holds, which has the form of RFC 9457 and is cached by nobody. */
export async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = await response.json();
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^https:\/\/tidy\.example\.com\/docs#[a-z-]+$/),
    title: expect.any(String),
    status: response.status,
    detail: expect.any(String),
  });
  return problem;
}
