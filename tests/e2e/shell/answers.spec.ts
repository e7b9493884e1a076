import type { APIRequestContext } from "@playwright/test";
import { publishedEnv } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

type Headers = Readonly<Record<string, string>>;

/** Asked without a page: each kind of answer as a proxy or a stranger sees it. */
function ask(request: APIRequestContext, method: string, path: string, headers: Headers = {}) {
  return request.fetch(`${publishedEnv().APP_URL}${path}`, { method, headers, maxRedirects: 0 });
}

const kinds: Readonly<Record<string, readonly [method: string, path: string, status: number, sent?: Headers]>> = {
  "a page": ["GET", "/sign-in", 200],
  "a page for those who are signed in": ["GET", "/settings", 307],
  "a redirect of an address with a slash at its end": ["GET", "/sign-in/", 308],
  "a page that does not exist": ["GET", "/nothing/here", 404],
  "a page that a prefetch asks for": ["GET", "/sign-in", 200, { "next-router-prefetch": "1" }],
  "an icon": ["GET", "/icons/icon-192.png", 200],
  "an asset that does not exist": ["GET", "/_next/static/nothing.js", 404],
  "the service worker": ["GET", "/service-worker.js", 200],
  "the API": ["GET", "/api/health/live", 200],
  "an address of the API that does not exist": ["GET", "/api/nothing/here", 404],
  "an address of the accounts that does not exist": ["GET", "/api/auth/nothing", 404],
  "the root of the API": ["GET", "/api", 404],
  "a method that an address of the accounts does not answer": ["GET", "/api/auth/sign-in/email", 405],
  "a method that an address of the API does not answer": ["PUT", "/api/todos", 405],
  "an address of the API that is no text": ["GET", "/api/todos/%ff", 400],
  "an address of the API with half a character": ["GET", "/api/runs/%ED%A0%80", 400],
};

test("each kind of answer has the security headers", async ({ request }) => {
  for (const [kind, [method, path, status, sent = {}]] of Object.entries(kinds)) {
    await test.step(kind, async () => {
      const response = await ask(request, method, path, sent);
      expect(response.status()).toBe(status);
      const headers = response.headers();
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["content-security-policy"]).toContain("default-src");
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
      expect(headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
      if (path.startsWith("/api")) expect(headers["cache-control"]).toBe("no-store");
      if (path.startsWith("/api") && status >= 400) {
        expect(headers["content-type"]).toBe("application/problem+json");
        expect(await response.json()).toMatchObject({ status });
      }
    });
  }
});

test("scripts of a page still run by its own policy, with a nonce", async ({ request }) => {
  const response = await ask(request, "GET", "/sign-in");
  expect(response.headers()["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
});

test("a refused method tells which ones are answered, TRACE none, and the auth library's answers are not stored", async ({
  request,
}) => {
  const allowed = (await ask(request, "PUT", "/api/todos")).headers().allow?.split(", ");
  expect(allowed).toEqual(expect.arrayContaining(["GET", "POST"]));
  expect(allowed).not.toContain("PUT");

  const traced = await ask(request, "TRACE", "/api/todos");
  expect(traced.status()).toBe(405);
  expect(traced.headers()["content-type"]).toBe("application/problem+json");
  expect(traced.headers()["x-request-id"]).toMatch(/^[\w-]{36}$/);

  const refused = await ask(request, "POST", "/api/auth/sign-in/email");
  expect(refused.headers()["cache-control"]).toBe("no-store");
});

test("an answer of the API is compressed for who takes that, a short one is not", async ({ request }) => {
  const path = "/api/openapi.json";
  const plain = await ask(request, "GET", path, { "Accept-Encoding": "identity" });
  expect(plain.headers()).not.toHaveProperty("content-encoding");
  const compressed = await ask(request, "GET", path, { "Accept-Encoding": "gzip" });
  expect(compressed.headers()).toMatchObject({ "content-encoding": "gzip", "content-type": "application/json" });
  expect(compressed.headers().vary).toContain("Accept-Encoding");
  expect(Number(compressed.headers()["content-length"])).toBeLessThan((await plain.body()).length / 4);
  expect(await compressed.json()).toEqual(await plain.json());

  const short = await ask(request, "GET", "/api/health/live", { "Accept-Encoding": "gzip" });
  expect(short.headers()).not.toHaveProperty("content-encoding");
});

/** The fields that the sign-in form would send without scripts. */
async function formFields(request: APIRequestContext): Promise<Record<string, string>> {
  const page = await (await ask(request, "GET", "/sign-in")).text();
  const hidden = page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g);
  return Object.fromEntries([...hidden].map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')]));
}

test("a post to a page may have 64 kB", async ({ request }) => {
  const hidden = await formFields(request);
  const post = (password: string) =>
    request.post(`${publishedEnv().APP_URL}/sign-in`, {
      headers: { Origin: publishedEnv().APP_URL },
      multipart: { ...hidden, email: "nobody@example.com", password },
    });
  const fitting = await post("x".repeat(60_000));
  expect(fitting.status()).toBe(200);
  expect(await fitting.text()).toContain("No password here is longer than 128 characters.");
  const larger = await post("x".repeat(70_000));
  expect(larger.status()).toBe(413);
  expect(larger.headers()["content-type"]).toBe("application/problem+json");
});
