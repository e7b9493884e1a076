import { expect, test } from "vitest";
import { z } from "zod";
import { servedEndpoints } from "#lib/auth/endpoints.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();

const endpointSchema = z.object({
  path: z.string(),
  options: z.object({ method: z.union([z.string(), z.array(z.string())]) }),
});

/** Every endpoint that the library mounts, as `METHOD /path`. */
function mounted(): string[] {
  return Object.values(context.auth.betterAuth.api)
    .flatMap((endpoint) => {
      const { data } = endpointSchema.safeParse({ ...endpoint });
      return data === undefined ? [] : [data.options.method].flat().map((method) => `${method} ${data.path}`);
    })
    .toSorted();
}

test("the library mounts what was looked at, and nothing more", () => {
  expect(mounted()).toEqual([
    "GET /account-info",
    "GET /api-key/get",
    "GET /api-key/list",
    "GET /callback/:id",
    "GET /delete-user/callback",
    "GET /error",
    "GET /get-session",
    "GET /list-accounts",
    "GET /list-sessions",
    "GET /ok",
    "GET /reset-password/:token",
    "GET /verify-email",
    "POST /api-key/create",
    "POST /api-key/delete",
    "POST /api-key/update",
    "POST /callback/:id",
    "POST /change-email",
    "POST /change-password",
    "POST /delete-user",
    "POST /get-access-token",
    "POST /get-session",
    "POST /link-social",
    "POST /refresh-token",
    "POST /request-password-reset",
    "POST /reset-password",
    "POST /revoke-other-sessions",
    "POST /revoke-session",
    "POST /revoke-sessions",
    "POST /send-verification-email",
    "POST /sign-in/email",
    "POST /sign-in/link",
    "POST /sign-in/social",
    "POST /sign-out",
    "POST /sign-up/email",
    "POST /unlink-account",
    "POST /update-session",
    "POST /update-user",
    "POST /verify-password",
  ]);
});

test("each but the served ones is a 404, for everybody", async () => {
  const session = await context.signUp("curious@example.com");
  const served = Object.entries(servedEndpoints).map(([path, method]) => `${method} ${path}`);
  expect(mounted()).toEqual(expect.arrayContaining(served));
  const answers = mounted()
    .filter((endpoint) => !served.includes(endpoint))
    .map(async (endpoint) => {
      const [method = "", path = ""] = endpoint.split(" ");
      const body = method === "GET" ? {} : { body: "{}" };
      const headers = { cookie: session.get("cookie") ?? "", origin: appUrl, "content-type": "application/json" };
      const url = `${appUrl}/api/auth${path.replace(/:\w+/g, "x")}`;
      return (await context.auth.handler(new Request(url, { method, headers, ...body }))).status;
    });
  expect(new Set(await Promise.all(answers))).toEqual(new Set([404]));
});

test.each([
  ["POST", "/api/auth/sign-in/email/", 404],
  ["POST", "/api/auth//sign-in/email", 404],
  ["POST", "/api/auth/verify-password", 404],
  ["POST", "/api/auth/api-key/create", 404],
  ["POST", `/api/auth/${"x".repeat(6000)}`, 404],
  ["POST", "/api/auth/constructor", 404],
  ["POST", "/api/auth/%ff", 404],
  ["GET", "/api/auth/sign-in/email", 405],
])("%s %s is %i", async (method, path, status) => {
  const response = await context.auth.handler(new Request(`${appUrl}${path}`, { method }));
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("allow")).toBe(status === 405 ? "POST" : null);
});

test("a body of more than 8 kB is refused before it is read to its end", async () => {
  const piece = new Uint8Array(4096).fill(32);
  let pieces = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pieces += 1;
      controller.enqueue(piece);
    },
  });
  const url = `${appUrl}/api/auth/sign-in/email`;
  const headers = { "content-type": "application/json" };
  const send = (body: BodyInit) =>
    context.auth.handler(new Request(url, { method: "POST", headers, body, ...{ duplex: "half" } }));
  expect((await send(endless)).status).toBe(413);
  expect(pieces).toBeLessThan(10);
  const fitting = JSON.stringify({ email: "nobody@example.com", password: "wrong horse", more: "x".repeat(8_000) });
  expect((await send(fitting)).status).toBe(401);
});

test("a body that its client breaks off is the client's fault", async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
    },
  });
  const request = { method: "POST", body: broken, duplex: "half" };
  const response = await context.auth.handler(new Request(`${appUrl}/api/auth/sign-in/email`, request));
  expect(response.status).toBe(400);
});
