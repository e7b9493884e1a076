import { once } from "node:events";
import { createServer, request, type Server, type ServerResponse } from "node:http";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sendText } from "#lib/http/edge/answer-text.ts";
import { guardAnswers } from "#lib/http/edge/guard-answers.ts";
import { noteUser } from "#lib/http/edge/records/answered-users.ts";

const methods: string[] = [];
const lines: string[] = [];
const logger = pino({}, { write: (line: string) => void lines.push(line) });
const logged = () => lines.map((line) => JSON.parse(line));
beforeEach(() => {
  methods.length = 0;
  lines.length = 0;
});

const longText = JSON.stringify({ items: Array.from({ length: 50 }, (_, n) => ({ title: `Todo “${n}”` })) });

const server: Server = createServer((incoming, response) => {
  methods.push(incoming.method ?? "");
  if (incoming.url?.startsWith("/trash")) noteUser(String(incoming.headers["x-request-id"]), "ann");
  if (incoming.url === "/page") response.setHeader("Content-Security-Policy", "default-src 'self'");
  if (incoming.url?.startsWith("/api/refused")) {
    if (incoming.url.endsWith("compressed")) sendHeadersAtEnd(response);
    response.statusCode = incoming.method === "OPTIONS" ? 204 : 405;
    if (incoming.method === "OPTIONS") response.setHeader("Allow", "OPTIONS, POST");
    response.end();
    return;
  }
  if (incoming.url?.startsWith("/api/text")) {
    if (incoming.url.endsWith("compressed")) sendHeadersAtEnd(response);
    // As a route answers, once it has waited for the database.
    setImmediate(() => {
      if (sendText(incoming.url?.includes("long") ? longText : "“a”")) response.end();
    });
    return;
  }
  if (incoming.url === "/echo") {
    incoming.pipe(response);
    return;
  }
  response.end(incoming.url === "/api/todos/%C3%A4" ? incoming.headers["x-request-id"] : "ok");
});

/** Sends the headers when an answer ends, as the code does that compresses answers. */
function sendHeadersAtEnd(response: ServerResponse): void {
  const end = response.end;
  Object.assign(response, {
    end: (...given: unknown[]) => {
      response.flushHeaders();
      return Reflect.apply(end, response, given);
    },
  });
}

beforeAll(async () => {
  guardAnswers({ appUrl: "https://tidy.example.com", logger });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

function addressOf(path: string): string {
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}${path}`;
}

async function ask(
  path: string,
  method = "GET",
  headers: Readonly<Record<string, string>> = {},
  body = "x".repeat(Number(headers["Content-Length"] ?? 0)),
) {
  const sent = request(addressOf(path), { method, headers, agent: false });
  for (let start = 0; start < body.length; start += 10_000) sent.write(body.slice(start, start + 10_000));
  sent.end();
  const [response] = await once(sent, "response");
  let text = "";
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, body: text };
}

test("every answer has the security headers, by https also that which keeps browsers there", async () => {
  expect(await ask("/anything")).toMatchObject({
    status: 200,
    body: "ok",
    headers: {
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "strict-transport-security": "max-age=31536000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    },
  });
});

test.each(["/api/text", "/api/text/compressed"])("%s is sent in one piece, which says its length", async (path) => {
  const headers = { "content-length": "7", "cache-control": "no-store", "x-frame-options": "DENY" };
  expect(await ask(path)).toMatchObject({ status: 200, headers, body: "“a”" });
  const head = await ask(path, "HEAD");
  expect(head).toMatchObject({ status: 200, headers, body: "" });
  expect(head.headers).not.toHaveProperty("transfer-encoding");
});

test.each(["/api/text/long", "/api/text/long/compressed"])("%s is compressed for who takes that", async (path) => {
  const plain = await ask(path);
  expect(plain).toMatchObject({ body: longText, headers: { vary: "Accept-Encoding" } });
  expect(plain.headers).not.toHaveProperty("content-encoding");
  const sent = await fetch(addressOf(path), { headers: { "Accept-Encoding": "br, gzip" } });
  expect(sent.headers.get("content-encoding")).toBe("gzip");
  expect(sent.headers.get("vary")).toBe("Accept-Encoding");
  expect(Number(sent.headers.get("content-length"))).toBeLessThan(Buffer.byteLength(longText) / 3);
  expect(await sent.text()).toBe(longText);
  const head = await ask(path, "HEAD", { "Accept-Encoding": "gzip" });
  expect(head).toMatchObject({ body: "", headers: { "content-length": sent.headers.get("content-length") } });
});

test("a short text is not compressed", async () => {
  const answer = await ask("/api/text", "GET", { "Accept-Encoding": "gzip" });
  expect(answer).toMatchObject({ body: "“a”", headers: { "content-length": "7", vary: "Accept-Encoding" } });
  expect(answer.headers).not.toHaveProperty("content-encoding");
});

test("a page has its own policy instead", async () => {
  expect((await ask("/page")).headers["content-security-policy"]).toBe("default-src 'self'");
});

test("a page gets a line of its own, without its query; a file is for those who debug", async () => {
  const answer = await ask("/trash?q=private");
  await ask("/_next/static/chunks/a.js");
  const line = {
    requestId: answer.headers["x-request-id"],
    method: "GET",
    route: "/trash",
    status: 200,
    userId: "ann",
  };
  await vi.waitFor(() => expect(logged()).toMatchObject([line]));
});

test("answers of the API are not stored, others may be", async () => {
  expect((await ask("/api/todos")).headers["cache-control"]).toBe("no-store");
  expect((await ask("/api")).headers["cache-control"]).toBe("no-store");
  expect((await ask("/icon.svg")).headers["cache-control"]).toBeUndefined();
});

test("TRACE is refused before anything handles it, the first request included", async () => {
  const answer = await ask("/?token=secret", "TRACE");
  expect(answer).toMatchObject({ status: 405, headers: { allow: expect.stringContaining("GET") } });
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(JSON.parse(answer.body)).toMatchObject({ status: 405, title: "Method not allowed" });
  expect(methods).toEqual([]);
  const requestId = answer.headers["x-request-id"];
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  const line = { level: 30, requestId, method: "TRACE", route: "/", status: 405, msg: "request" };
  await vi.waitFor(() => expect(logged()).toMatchObject([line]));
});

test.each(["TRACE", "QUERY", "PROPFIND"])(
  "%s to the API is refused, and learns what the address answers",
  async (method) => {
    const answer = await ask("/api/refused", method);
    expect(answer).toMatchObject({ status: 405, headers: { allow: "OPTIONS, POST" } });
    expect(JSON.parse(answer.body)).toMatchObject({ type: "https://tidy.example.com/docs#method-not-allowed" });
    expect(methods).toEqual(["OPTIONS"]);
  },
);

test.each([
  ["/api/todos/%ff", "/api/todos/{id}"],
  ["/api/%ED%A0%80?q=1", "other"],
  ["/api/todos/%", "/api/todos/{id}"],
])("%s stands for no text, and is refused", async (path, route) => {
  const answer = await ask(path);
  expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/problem+json" } });
  expect(JSON.parse(answer.body)).toMatchObject({ type: "https://tidy.example.com/docs#malformed", status: 400 });
  expect(methods).toEqual([]);
  const requestId = answer.headers["x-request-id"];
  expect(logged()).toMatchObject([{ requestId, route, status: 400 }]);
});

test("a post to a page that says it has more than 64 kB is refused, one to the API is not", async () => {
  const length = { "Content-Length": "65537" };
  expect(await ask("/sign-in", "POST", length)).toMatchObject({ status: 413 });
  await vi.waitFor(() => expect(logged()).toMatchObject([{ route: "/sign-in", status: 413 }]));
  expect(methods).toEqual([]);
  expect(await ask("/api/todos", "POST", length)).toMatchObject({ status: 200 });
});

test.each([65_536, 65_537])(
  "a post to a page that comes in pieces is refused beyond 64 kB: %i bytes",
  async (bytes) => {
    const body = "x".repeat(bytes);
    const answer = await ask("/echo", "POST", { "Transfer-Encoding": "chunked" }, body);
    if (bytes <= 65_536) expect(answer).toMatchObject({ status: 200, body });
    else {
      expect(answer).toMatchObject({ status: 413, headers: { "content-type": "application/problem+json" } });
      expect(methods).toEqual([]);
      await vi.waitFor(() => expect(logged()).toMatchObject([{ route: "other", status: 413 }]));
    }
    const api = await ask("/api/todos", "POST", { "Transfer-Encoding": "chunked" }, body);
    expect(api).toMatchObject({ status: 200 });
  },
);

test("other addresses reach what handles them, with the id that their answer has", async () => {
  const answer = await ask("/api/todos/%C3%A4");
  expect(answer).toMatchObject({ status: 200, body: answer.headers["x-request-id"] });
  expect(lines).toEqual([]);
});

test.each(["/api/refused", "/api/refused/compressed"])("%s, which answers other methods, says which", async (path) => {
  const answer = await ask(path, "PUT");
  expect(answer).toMatchObject({ status: 405, headers: { allow: "OPTIONS, POST" } });
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(JSON.parse(answer.body)).toMatchObject({
    type: "https://tidy.example.com/docs#method-not-allowed",
    status: 405,
    detail: "This address answers OPTIONS, POST only.",
  });
  const requestId = answer.headers["x-request-id"];
  expect(logged()).toMatchObject([{ requestId, method: "PUT", route: "other", status: 405 }]);
});
