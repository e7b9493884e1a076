import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { hashSigningKey } from "#lib/engines/inngest/server-api.ts";
import { declaredByCode, examineInngest } from "#scripts/doctor/inngest/inngest.ts";
import type { Declaration } from "#scripts/doctor/inngest/protocol.ts";
import { setUpApp } from "#tests/support/app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { type Served, serveAnswers, serveApp } from "./served-app.ts";

const signingKey = "signkey-test-5a3b1c0d2e4f60718293a4b5c6d7e8f900112233445566778899aabbccddee11";
const otherKey = signingKey.replace("5a3b", "0000");
const keys = { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: "an-event-key" };

const context = setUpApp();
let inngest: Served;
let tidy: Served;
let app: App;
let code: Declaration;
let registered: unknown;

/** Lists functions in the form of a real Inngest server (recorded from version 1.45). */
const listingOf = ({ functions, address }: Declaration, calledAt = address) =>
  functions.map(({ id, events, crons, retries }) => ({
    id,
    config: {
      slug: id,
      triggers: [...events.map((event) => ({ event })), ...crons.map((cron) => ({ cron }))],
      steps: [{ id: "step", uri: `${calledAt}?fnId=${id}&stepId=step`, retries }],
    },
  }));

beforeAll(async () => {
  inngest = await serveAnswers((request) => {
    if (new URL(request.url).pathname !== "/v1/apps/tidy/functions") return new Response(null, { status: 404 });
    const allowed = request.headers.get("authorization") === `Bearer ${hashSigningKey(signingKey)}`;
    return allowed ? Response.json(registered) : new Response("Authentication failed", { status: 401 });
  });
  tidy = await serveApp((origin) => {
    const env = testEnv(context.url, { ...keys, APP_URL: origin, INNGEST_BASE_URL: inngest.origin });
    app = createApp(env, { database: context.db });
    return app;
  });
  code = await declaredByCode(app.inngest);
});
afterAll(async () => {
  await tidy.stop();
  await inngest.stop();
});

async function examine(
  changes: { origin?: string | null; key?: string; fallback?: string; server?: string; code?: Declaration } = {},
) {
  const access = {
    INNGEST_DEV: undefined,
    INNGEST_EVENT_KEY: keys.INNGEST_EVENT_KEY,
    INNGEST_SIGNING_KEY: changes.key ?? signingKey,
    INNGEST_SIGNING_KEY_FALLBACK: changes.fallback,
    INNGEST_BASE_URL: changes.server ?? inngest.origin,
  };
  const origin = changes.origin === undefined ? tidy.origin : changes.origin;
  const findings = await examineInngest({ origin, access, code: changes.code ?? code }, new Date());
  return findings.map(({ level, message }) => `${level}: ${message}`);
}

test("while the key is being replaced, the server may know the other one only", async () => {
  registered = listingOf(code);
  expect(await examine({ origin: null, key: otherKey, fallback: signingKey })).toEqual(
    expect.arrayContaining(["warning: The Inngest server accepts INNGEST_SIGNING_KEY_FALLBACK only."]),
  );
});

test("app, server and code agree; the event key is never called good", async () => {
  registered = listingOf(code);
  expect(await examine()).toEqual([
    "ok: The app accepts requests that are signed with this signing key.",
    `ok: The app serves the ${code.functions.length} functions of this version of the code.`,
    `ok: The Inngest server at ${inngest.origin} answers.`,
    "ok: The Inngest server accepts the signing key.",
    "ok: Inngest knows exactly the functions that the app serves.",
    `ok: Inngest calls the app at ${tidy.origin}/api/inngest.`,
    "not-checked: Whether the event key is valid: only an event would prove it.",
  ]);
});

test("a wrong signing key is refused by the app and by the server", async () => {
  expect(await examine({ key: otherKey })).toEqual([
    "error: The app refuses requests that are signed with this signing key.",
    `ok: The Inngest server at ${inngest.origin} answers.`,
    "error: The Inngest server refuses this signing key.",
  ]);
});

test("an app of another version than the code is an error that names the functions", async () => {
  const [first, ...rest] = code.functions;
  const older = { ...code, functions: [{ id: "tidy-todo-remind", events: [], crons: [], retries: 0 }, ...rest] };
  expect(await examine({ code: older })).toContain(
    `error: The app serves other functions than this code: ${[first?.id, "tidy-todo-remind"].join(", ")}.`,
  );
});

test("another cron expression is no other version, but must be synced", async () => {
  const rescheduled = {
    ...code,
    functions: code.functions.map((each) => ({ ...each, crons: each.crons.map(() => "TZ=UTC 5 5 * * *") })),
  };
  registered = listingOf(rescheduled);
  const findings = await examine({ code: rescheduled });
  expect(findings).toContain(`ok: The app serves the ${code.functions.length} functions of this version of the code.`);
  expect(findings).toContainEqual(expect.stringMatching(/^error: Inngest knows other functions than the app serves/));
});

test.each(["https://stranger.example/api/inngest", "http://127.0.0.1:9/api/inngest", "http://127.0.0.1:9/elsewhere"])(
  "an address that isn't APP_URL is an error that names it: %s",
  async (address) => {
    registered = listingOf(code, address);
    expect(await examine()).toContain(`error: Inngest calls ${address}, but the app is at ${tidy.origin}/api/inngest.`);
  },
);

test("an app that was never synced is an error", async () => {
  registered = [];
  expect(await examine()).toContain("error: The app is not synced with Inngest: no function is known there.");
});

test("what can't be found out is not called good", async () => {
  registered = { data: "something else" };
  expect(await examine()).toContainEqual(expect.stringMatching(/^not-checked: Whether its keys are valid/));
  registered = listingOf(code);
  const findings = await examine({ origin: null });
  expect(findings[0]).toMatch(/^not-checked: Which functions the app serves/);
  expect(findings).toContainEqual(expect.stringMatching(/^not-checked: Whether the synced functions are the app's/));
});

test("a server that is down is an error", async () => {
  expect(await examine({ server: "http://127.0.0.1:1" })).toContainEqual(
    expect.stringMatching(/^error: The Inngest server at http:\/\/127.0.0.1:1 doesn't answer/),
  );
});
