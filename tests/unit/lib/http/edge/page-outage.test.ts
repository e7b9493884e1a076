import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { explainOutage, notePageError } from "#lib/http/edge/page-outage.ts";
import { onRequestStart } from "#lib/http/edge/request-start.ts";

const lockTimeout = Object.assign(new Error("canceling statement due to lock timeout"), { code: "55P03" });

/** Answers as Next does for a page that throws: reports the error, and sends 500 with a page of its own. */
const server: Server = createServer(async (incoming, response) => {
  await turn();
  if (incoming.url?.includes("fault")) notePageError(new TypeError("x is not a function"));
  else if (incoming.url?.includes("outage")) notePageError(new Error("Failed", { cause: lockTimeout }));
  const body = Buffer.from("<p>Next's own</p>");
  const compressed = incoming.url?.includes("gzip");
  if (compressed) response.setHeader("content-encoding", "gzip");
  response.setHeader("content-type", "text/html").setHeader("etag", '"1"');
  response.statusCode = incoming.url?.includes("fine") ? 200 : 500;
  if (incoming.url?.includes("whole")) response.end(body);
  else {
    response.flushHeaders();
    response.write(compressed ? gzipSync(body) : body);
    response.end();
  }
});
let unwatch = () => {};

beforeAll(async () => {
  unwatch = onRequestStart(explainOutage);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  unwatch();
  server.close();
});

async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const [response] = await once(request({ host: "127.0.0.1", port, path, headers, agent: false }).end(), "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const text = response.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  return { status: response.statusCode, headers: response.headers, body: text.toString() };
}

test.each(["/outage", "/outage/whole", "/outage/gzip"])("%s is a 503 that says what to do", async (path) => {
  const answer = await ask(path);
  expect(answer).toMatchObject({
    status: 503,
    headers: { "retry-after": "5", "cache-control": "no-store", "content-type": "text/html; charset=utf-8" },
    body: expect.stringContaining("Your todos are safe"),
  });
  expect(answer.body).not.toContain("Next's own");
  expect(answer.headers.etag).toBeUndefined();
  expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
});

test.each([
  ["a fault of the app", "/fault", {}, 500],
  ["a page that is rendered all the same", "/outage/fine", {}, 200],
  ["what a script of Next asks for", "/outage", { rsc: "1" }, 500],
])("%s stays as it is", async (_, path, headers, status) => {
  expect(await ask(path, headers)).toMatchObject({ status, body: "<p>Next's own</p>" });
});
