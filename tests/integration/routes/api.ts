import { expect } from "vitest";
import type { App } from "#lib/composition/create-app.ts";
import type { PathParams, Route } from "#lib/http/route.ts";
import { setUpApp } from "#tests/support/app.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { bearer, scriptKey, signUp, signUpAdmin } from "#tests/support/sessions.ts";
import { expectDocumented } from "./documented-answers.ts";

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
  /** The same for an admin. */
  signUpAdmin(): Promise<Headers>;
  /** Headers of a script that has an API key of the user. */
  scriptOf(session: Headers): Promise<Headers>;
}

export function setUpApi(variables: Readonly<Record<string, string>> = {}): Api {
  const context = setUpApp(undefined, variables);
  return {
    get app() {
      return context.app;
    },
    async call(route, call = {}) {
      const response = await route.respond(context.app, requestOf(call), call.params ?? {});
      await expectDocumented(route, response);
      return response;
    },
    signUp: async (email) =>
      withHeaders(await signUp(context.app.auth, email), { origin: appUrl, "sec-fetch-site": "same-origin" }),
    signUpAdmin: async () =>
      withHeaders(await signUpAdmin(context.app.auth), { origin: appUrl, "sec-fetch-site": "same-origin" }),
    scriptOf: async (session) => bearer((await context.app.auth.createApiKey(session, scriptKey, new Date())).key),
  };
}

function requestOf({ method = "GET", url = "/api/somewhere", headers, body }: Call): Request {
  const all = new Headers(headers);
  const isRaw = typeof body === "string" || body instanceof ReadableStream;
  if (body !== undefined && !isRaw && !all.has("content-type")) all.set("content-type", "application/json");
  const sent = isRaw ? { body, duplex: "half" as const } : body === undefined ? {} : { body: JSON.stringify(body) };
  return new Request(`${appUrl}${url}`, { method, headers: all, ...sent });
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
