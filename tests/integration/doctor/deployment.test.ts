import { afterEach, expect, test } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { examineDeployment } from "#scripts/doctor/deployment.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { cronSecret, testEnv } from "#tests/support/app-env.ts";
import { type Intercept, type Served, serveAnswers, serveApp } from "./served-app.ts";

const context = setUpApp();
const served: Served[] = [];
afterEach(async () => {
  for (const server of served.splice(0)) await server.stop();
});

async function serve(options: { intercept?: Intercept; variables?: Record<string, string> } = {}): Promise<string> {
  const server = await serveApp(
    (origin) =>
      createApp(testEnv(context.url, { APP_URL: origin, ...options.variables }), {
        database: context.db,
        engine: createIdleEngine(),
      }),
    options.intercept,
  );
  served.push(server);
  return server.origin;
}

async function examine(origin: string, secret: string | undefined = cronSecret): Promise<string[]> {
  const { findings } = await examineDeployment({ origin, cronSecret: secret });
  return findings.map(({ level, subject, message }) => `${level} ${subject}: ${message}`);
}

const cronFindings = async (origin: string, secret?: string) =>
  (await examine(origin, secret)).filter((line) => line.includes("cron route:"));

test("a Tidy in good order has no trouble but the heartbeat that it never had", async () => {
  const findings = await examine(await serve());
  expect(findings).toContain("ok address: APP_URL is the address that answers.");
  expect(findings).toContain("ok cron route: It refuses calls without the secret and with a wrong one.");
  expect(findings).toContain("ok cron route: It is not cached and not redirected.");
  expect(findings).toContain("ok server's clock: It agrees with this machine's.");
  expect(findings).toContain("ok app's clock: It agrees with the database's.");
  expect(findings.filter((line) => !line.startsWith("ok"))).toEqual([
    expect.stringMatching(/^error app's heartbeat: No schedule is registered yet/),
  ]);
});

test("the accepted call claims a due heartbeat and nothing else", async () => {
  const yesterday = new Date(Date.now() - 86_400_000);
  await createApp(testEnv(context.url), {
    database: context.db,
    engine: createIdleEngine(),
    clock: () => yesterday,
  }).schedules.register(yesterday);
  const findings = await cronFindings(await serve());
  expect(findings).toContainEqual(expect.stringContaining("the heartbeat was due and has its run"));
  const runs = await context.db.taskRun.findMany({ select: { task: true } });
  expect(new Set(runs.map(({ task }) => task))).toEqual(new Set(["system/ping"]));
});

test("nothing at the address is one error, and the rest is not checked", async () => {
  const { findings, answers } = await examineDeployment({ origin: "http://127.0.0.1:1", cronSecret });
  expect(answers).toBe(false);
  expect(findings.map(({ level }) => level)).toEqual(["error", "not-checked"]);
});

test("an address that redirects is an error that names the target", async () => {
  const origin = await serve({ intercept: () => Response.redirect("https://www.example.com/somewhere", 308) });
  expect((await examine(origin))[0]).toBe(`error address: ${origin} redirects to https://www.example.com.`);
});

test("another program at the address is not taken for Tidy", async () => {
  const server = await serveAnswers(() => new Response("<h1>It works!</h1>"));
  served.push(server);
  expect((await examine(server.origin))[0]).toBe(`error address: ${server.origin} answers 200, but not as Tidy does.`);
});

test("an APP_URL that isn't the address is an error", async () => {
  const origin = await serve({ variables: { APP_URL: "https://old.example.com" } });
  expect(await examine(origin)).toContain(
    `error address: The app has APP_URL=https://old.example.com, but it answers at ${origin}: signing in fails there.`,
  );
});

test("another secret than the app's is an error, an unset one in the app a warning", async () => {
  expect(await cronFindings(await serve(), "another-secret-altogether")).toContainEqual(
    expect.stringMatching(/^error .* refuses the secret given here/),
  );
  expect(await cronFindings(await serve({ variables: { CRON_SECRET: "" } }))).toContainEqual(
    expect.stringMatching(/^warning .* is not set in the app/),
  );
});

test("without the secret at hand, acceptance and caching are not checked", async () => {
  const { findings } = await examineDeployment({ origin: await serve(), cronSecret: undefined });
  expect(findings.at(-1)).toMatchObject({ subject: "cron route", level: "not-checked" });
});

const onCron =
  (answer: (request: Request) => Response): Intercept =>
  (request) =>
    request.url.includes("/api/cron/") ? answer(request) : null;

test("a cron route that lets anybody in is an error", async () => {
  const origin = await serve({ intercept: onCron(() => Response.json({ run: null, reason: "not-due" })) });
  const findings = await cronFindings(origin);
  expect(findings.filter((line) => line.includes("lets the caller in"))).toHaveLength(3);
});

test("a cron route that accepts “Bearer undefined” is an error", async () => {
  const careless = onCron((request) =>
    request.headers.get("authorization") === "Bearer undefined"
      ? Response.json({ run: null, reason: "not-due" })
      : new Response(null, { status: 401 }),
  );
  expect(await cronFindings(await serve({ intercept: careless }))).toContainEqual(
    expect.stringMatching(/^error .* with the secret “undefined”, it lets the caller in/),
  );
});

const asAccepted = (headers: Record<string, string>) =>
  onCron((request) =>
    request.headers.get("authorization") === `Bearer ${cronSecret}`
      ? Response.json({ run: null, reason: "not-due" }, { headers })
      : new Response(null, { status: 401 }),
  );

test.each([
  ["no Cache-Control", {}, /may be cached \(Cache-Control: none\)/],
  ["a public answer", { "cache-control": "public, max-age=60" }, /may be cached/],
  ["a copied answer", { "cache-control": "no-store", "x-request-id": "the-same" }, /Two calls got the same answer/],
])("%s on the cron route is an error", async (_what, headers, message) => {
  const findings = await cronFindings(await serve({ intercept: asAccepted(headers) }));
  expect(findings).toContainEqual(expect.stringMatching(message));
});

test("a redirected cron route is an error", async () => {
  const origin = await serve({ intercept: onCron(() => Response.redirect("https://login.example.com/", 302)) });
  expect(await cronFindings(origin)).toContainEqual(
    expect.stringMatching(/^error .* redirects to https:\/\/login\.example\.com/),
  );
});

test.each([
  ["192.0.2.1", []],
  ["192.0.2.1, 127.0.0.1", ["ok proxies: TRUSTED_PROXIES names what forwards requests to the app."]],
  ["192.0.2.1, 10.9.9.9", [expect.stringMatching(/^warning proxies: A proxy that TRUSTED_PROXIES does not name/)]],
])("a chain %s is judged by the doctor's own request", async (chain, expected) => {
  // As a proxy would: the doctor's request arrives with the chain.
  const proxy: Intercept = (request) => {
    request.headers.set("x-forwarded-for", chain);
    return null;
  };
  const findings = await examine(await serve({ intercept: proxy }));
  expect(findings.filter((line) => line.includes(" proxies: "))).toEqual(expected);
});
