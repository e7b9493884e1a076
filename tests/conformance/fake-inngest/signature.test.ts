import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";
import { callEndpoint, type EndpointCall, serveApp } from "./endpoint.ts";
import { callBody } from "./fake-inngest.ts";
import { hmac, keys, otherSecret, secret, signature } from "./signing.ts";

const context = setUpApp((db) => ({ definitions: createTestTasks(db) }), keys);

beforeAll(async () => {
  serveApp(context.app);
  await prepareTestTasks(context.db);
});
afterAll(() => serveApp(null));

const body = callBody(
  { name: "test/echo", id: "dashboard-1", data: { text: "hello" } },
  { runId: "inngest-run", steps: {}, attempt: 0, maxAttempts: 3 },
);
const run = (headers: Readonly<Record<string, string>>, sent = body): EndpointCall => ({
  query: { fnId: "tidy-test-echo", stepId: "step" },
  body: sent,
  headers,
});

describe("outside dev mode", () => {
  const refused: readonly (readonly [string, () => EndpointCall])[] = [
    ["nothing", () => run({})],
    ["another key", () => run({ "x-inngest-signature": signature(body, { key: "0".repeat(64) }) })],
    ["another body's signature", () => run({ "x-inngest-signature": signature(body) }, body.replace("hello", "HELLO"))],
    ["a signature of yesterday", () => run({ "x-inngest-signature": signature(body, { secondsAgo: 86_400 }) })],
    ["half a signature", () => run({ "x-inngest-signature": signature(body).slice(0, -32) })],
    ["a malformed signature", () => run({ "x-inngest-signature": "s=&t=" })],
    ["the claim to be a dev server", () => run({ "x-inngest-server-kind": "dev" })],
  ];

  test.each(refused)("a call with %s is refused, and nothing runs", async (_, call) => {
    const answer = await callEndpoint("POST", call());
    expect(answer.status).toBe(401);
    expect(answer.headers.get("x-inngest-sdk")).toBeNull();
    expect(await context.db.taskRun.count()).toBe(0);
  });

  test("a signed call is executed, and its answer is signed", async () => {
    const answer = await callEndpoint("POST", run({ "x-inngest-signature": signature(body) }));
    expect(answer.status).toBe(206);
    const [time, hash] =
      /^t=(\d+)&s=([0-9a-f]{64})$/.exec(answer.headers.get("x-inngest-signature") ?? "")?.slice(1) ?? [];
    expect(hash).toBe(hmac(answer.text + time, secret));
    expect(await context.db.taskRun.findFirst()).toMatchObject({ task: "test/echo", trigger: "event" });
  });

  test("a call signed by the other key is executed while the key is being replaced", async () => {
    const answer = await callEndpoint(
      "POST",
      run({ "x-inngest-signature": signature(body, { key: otherSecret }) }, body),
    );
    expect(answer.status).toBe(206);
  });

  test("it describes itself to signed calls only", async () => {
    const stranger = await callEndpoint("GET");
    expect(stranger.status).toBe(401);
    expect(stranger.text).not.toMatch(/function_count|tidy/);
    const inngest = await callEndpoint("GET", { headers: { "x-inngest-signature": signature("") } });
    expect(inngest).toMatchObject({
      status: 200,
      body: { mode: "cloud", authentication_succeeded: true, app_id: "tidy" },
    });
    expect(inngest.text).not.toContain(secret);
  });

  test("it lists its functions to signed calls only", async () => {
    const sync = JSON.stringify({ url: "https://tidy.example.com/api/inngest" });
    const inBand = { "x-inngest-sync-kind": "in_band" };
    expect(await callEndpoint("PUT", { body: sync, headers: inBand })).toMatchObject({ status: 401 });
    const signed = await callEndpoint("PUT", {
      body: sync,
      headers: { ...inBand, "x-inngest-signature": signature(sync) },
    });
    expect(signed.status).toBe(200);
    expect(signed.body).toHaveProperty("functions.0.id");
  });
});
