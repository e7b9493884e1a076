import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examineProviders } from "#scripts/doctor/outside/providers.ts";
import { examineWebhook } from "#scripts/doctor/outside/webhook.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { type Served, serveAnswers } from "./served-app.ts";

/** Answers as `answer` does, and keeps the methods that it was asked by. */
let answer: (url: URL) => Response;
const asked: string[] = [];
let served: Served;
let silent: { readonly origin: string; close(): void };
beforeAll(async () => {
  served = await serveAnswers((request) => {
    asked.push(request.method);
    return answer(new URL(request.url));
  });
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("This server has no port.");
  silent = { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
});
afterAll(async () => {
  silent.close();
  await served.stop();
});

describe("a provider", () => {
  const document = (issuer: string) => ({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
  });
  const examine = async (issuer: string, timeoutMs = 5_000) => {
    const variables = { OIDC_PROVIDERS: "company", OIDC_COMPANY_ISSUER: issuer, OIDC_COMPANY_CLIENT_ID: "tidy" };
    const env = testEnv("postgresql://localhost/tidy", variables);
    return (await examineProviders(env, { timeoutMs })).map(({ level, message }) => `${level}: ${message}`);
  };

  test("whose document and keys load is fine, and its redirect address is named", async () => {
    answer = ({ pathname }) => Response.json(pathname === "/keys" ? { keys: [{}] } : document(served.origin));
    expect(await examine(served.origin)).toEqual([
      "ok: Company names its issuer, and its keys load. Its client must have the redirect address https://tidy.example.com/api/auth/callback/company",
    ]);
  });

  test.each([
    [
      "of another name",
      () => Response.json(document("https://other.example")),
      "names the issuer “https://other.example”",
    ],
    ["without endpoints", () => Response.json({ issuer: "x" }), "is no discovery document: authorization_endpoint"],
    ["that is none", () => new Response("<html>"), "does not answer with JSON"],
    ["that is down", () => new Response(null, { status: 503 }), "answers with status 503"],
  ])("%s is an error", async (_, give, message) => {
    answer = give;
    expect(await examine(served.origin)).toEqual([expect.stringContaining(message)]);
  });

  test("without keys is an error", async () => {
    answer = ({ pathname }) => Response.json(pathname === "/keys" ? { keys: [] } : document(served.origin));
    expect(await examine(served.origin)).toEqual([expect.stringMatching(/^error: Company: .*\/keys holds no keys/)]);
  });

  test("that says nothing is an error after the deadline", async () => {
    expect(await examine(silent.origin, 200)).toEqual([expect.stringContaining("does not answer within 0.2 seconds")]);
  });
});

describe("the receiver of notices", () => {
  const examine = async (path = "/secret") =>
    (await examineWebhook({ WEBHOOK_URL: `${served.origin}${path}` })).map(
      ({ level, message }) => `${level}: ${message}`,
    );

  test("that answers is fine, gets no notice, and its path stays secret", async () => {
    asked.length = 0;
    answer = () => new Response(null, { status: 405 });
    expect(await examine()).toEqual([expect.stringMatching(/^ok: The receiver of notices at \S+ answers\./)]);
    expect(asked).toEqual(["HEAD"]);
    expect(JSON.stringify(await examine())).not.toContain("secret");
  });

  test.each([
    [302, "error", "redirects"],
    [503, "warning", "answers 503"],
  ])("that answers %i is a finding", async (status, level, message) => {
    answer = () => new Response(null, { status, headers: status === 302 ? { location: "/other" } : {} });
    expect(await examine()).toEqual([expect.stringMatching(new RegExp(`^${level}: .*${message}`))]);
  });

  test("that is not configured is nothing", async () => {
    expect(await examineWebhook({ WEBHOOK_URL: undefined })).toEqual([]);
  });
});
