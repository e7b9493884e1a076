import { AsyncLocalStorage } from "node:async_hooks";
import { databaseFailure } from "#lib/db/failure.ts";
import { outagePage } from "./outage-page.ts";
import type { RequestStart } from "./request-start.ts";
import { securityHeaders } from "./security-headers.ts";

const pages = new AsyncLocalStorage<{ outage: boolean }>();

/** Notes why the page of this request could not be rendered, if the database was out of reach or busy. */
export function notePageError(error: unknown): void {
  const page = pages.getStore();
  const failure = databaseFailure(error);
  if (page && (failure === "unreachable" || failure === "busy")) page.outage = true;
}

/**
 * Answers 503 with a page of its own where Next would answer 500 since the database is out of reach or busy: the page
 * needs no script, and proxies and monitors learn that it is worth another try. Next lets no page choose that status.
 */
export function explainOutage({ request, response }: Pick<RequestStart, "request" | "response">): void {
  // These are read by scripts of Next, which show the error within the page.
  if ("rsc" in request.headers || "next-action" in request.headers) return;
  const page = { outage: false };
  pages.enterWith(page);
  const { writeHead, write, end } = response;
  let isReplaced = false;
  const replaces = (status: unknown) => page.outage && status === 500 && !response.headersSent;

  // The code that compresses answers wraps these three, and so comes before them.
  Object.assign(response, {
    writeHead(...given: unknown[]) {
      if (!replaces(given[0])) return Reflect.apply(writeHead, response, given);
      isReplaced = true;
      for (const name of response.getHeaderNames())
        if (/^(content-|etag$|link$|vary$)/.test(name)) response.removeHeader(name);
      return Reflect.apply(writeHead, response, [503, outageHeaders]);
    },
    write(...given: unknown[]) {
      if (!isReplaced && replaces(response.statusCode)) response.writeHead(response.statusCode);
      if (!isReplaced) return Reflect.apply(write, response, given);
      const done = given.at(-1);
      if (typeof done === "function") process.nextTick(done);
      return true;
    },
    end(...given: unknown[]) {
      if (!isReplaced && replaces(response.statusCode)) response.writeHead(response.statusCode);
      return Reflect.apply(end, response, isReplaced ? [outagePage] : given);
    },
  });
}

const outageHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Length": Buffer.byteLength(outagePage),
  "Content-Security-Policy": securityHeaders["Content-Security-Policy"],
  "Cache-Control": "no-store",
  "Retry-After": "5",
};
