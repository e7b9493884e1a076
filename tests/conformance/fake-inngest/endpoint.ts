import { NextRequest } from "next/server.js";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "#app/api/inngest/route.ts";
import type { App } from "#lib/composition/create-app.ts";
import { appUrl } from "#tests/support/app-env.ts";

/** The endpoint's answer to one call. */
export interface Answer {
  readonly status: number;
  /** Whether Inngest may retry; null if the answer doesn't say. */
  readonly mayRetry: boolean | null;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
}

export interface EndpointCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const handlers = { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } as const;
export const methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

/** Sets the app that `/api/inngest` serves in this process; null for none. */
export function serveApp(app: App | null): void {
  globalThis.tidyApp = app === null ? undefined : { app, madeBy: Symbol("test") };
}

/** Calls `/api/inngest` as Next would. */
export async function callEndpoint(method: keyof typeof handlers, call: EndpointCall = {}): Promise<Answer> {
  const url = new URL("/api/inngest", appUrl);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const headers = { "content-type": "application/json", host: url.host, ...call.headers };
  const request = new NextRequest(url, { method, headers, ...(call.body === undefined ? {} : { body: call.body }) });
  const response = await handlers[method](request, undefined);
  const text = await response.text();
  const noRetry = response.headers.get("x-inngest-no-retry");
  return {
    status: response.status,
    mayRetry: noRetry === null ? null : noRetry === "false",
    body: text === "" ? null : JSON.parse(text),
    text,
    headers: response.headers,
  };
}
