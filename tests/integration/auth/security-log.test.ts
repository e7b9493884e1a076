import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { authorize } from "#lib/auth/access.ts";
import { eventsPerKind } from "#lib/auth/security-log/security-log.ts";
import { addDays } from "#lib/days.ts";
import { grantRole } from "#tests/support/accounts/operators.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { bearer, password, post, scriptKey, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();

const lineSchema = z.looseObject({ level: z.number(), msg: z.string(), event: z.string().optional() });
let written: string[];
let at: Date;
beforeEach(() => {
  written = [];
  at = new Date("2026-11-26T12:00:00Z");
});

const logger = pino({ level: "debug" }, { write: (line: string) => void written.push(line) });
/** Each event a second later than the one before. */
const clock = () => {
  at = new Date(at.getTime() + 1000);
  return at;
};
const recording = (changes: Parameters<typeof context.configured>[0] = {}) =>
  context.configured({ ...changes, logger, clock });
const lines = () => written.map((line) => lineSchema.parse(JSON.parse(line)));
const events = () => lines().flatMap(({ event }) => event ?? []);

/** The kinds of events that the owner of an account is shown, newest first. */
async function kindsOf(email: string): Promise<string[]> {
  const rows = await context.db.securityEvent.findMany({ where: { owner: { email } }, orderBy: { id: "desc" } });
  return rows.map(({ kind }) => kind);
}
const device = { "user-agent": "Firefox/140.0", "x-forwarded-for": "203.0.113.77", "x-request-id": "proxy:17" };
const from = (headers: Headers) => new Headers([...headers, ...Object.entries(device)]);
const credentials = (email: string, tried = password) => ({ email, password: tried, name: "Ann" });

test("what happens to an account is logged in one line each and shown to its owner, without an address or a secret", async () => {
  const auth = recording();
  const email = "ann@example.com";
  const here = from(sessionHeaders(await post(auth, "/sign-up/email", credentials(email), device)));
  const there = sessionHeaders(await post(auth, "/sign-in/email", credentials(email), device));
  await post(auth, "/sign-in/email", credentials(email, "wrong horse"), device);
  const change = { currentPassword: "wrong horse", newPassword: "another fine horse" };
  await expect(auth.changePassword(here, change, at)).rejects.toMatchObject({ kind: "invalid" });
  const { key } = await auth.createApiKey(here, { ...scriptKey, name: "ann's laptop" }, at);
  const [created] = await auth.listApiKeys((await auth.findUserBySession(here))?.id ?? "");
  await auth.revokeApiKey(here, created?.id ?? "");
  await auth.endOtherSessions(here);
  await auth.changePassword(here, { ...change, currentPassword: password }, at);
  await context.signUpAdmin("stays@example.com");
  await grantRole(auth, email, "admin", at);
  await grantRole(auth, email, "user", at);
  await auth.signOut(here);
  const expected = [
    ...["account-created", "signed-in", "sign-in-failed", "password-refused", "api-key-created", "api-key-revoked"],
    ...["sessions-ended", "password-changed", "role-changed", "role-changed", "signed-out"],
  ];
  expect(events()).toEqual(expected);
  expect(await kindsOf(email)).toEqual(expected.toReversed());
  for (const secret of ["ann@", "horse", "laptop", key, tokenOf(here), tokenOf(there)]) {
    expect(written.join("").includes(secret), secret).toBe(false);
  }
  const stored = await context.db.securityEvent.findFirst({ where: { owner: { email }, kind: "signed-in" } });
  expect(stored).toMatchObject({
    address: "203.0.113.0/24",
    userAgent: "Firefox/140.0",
    details: { isNewDevice: true },
  });
});

async function signedIn(session: Headers) {
  const user = await context.auth.findUserBySession(session);
  if (user === null) throw new Error("Nobody is signed in.");
  return user;
}

function tokenOf(headers: Headers): string {
  return /session_token=([^.;]+)/.exec(headers.get("cookie") ?? "")?.[1] ?? "no cookie";
}

test("signing in again, and the age of a session, end sessions visibly; a device is new once", async () => {
  const auth = recording();
  const email = "again@example.com";
  const cookie = sessionHeaders(await post(auth, "/sign-up/email", credentials(email), device)).get("cookie") ?? "";
  const again = await post(auth, "/sign-in/email", credentials(email), { ...device, cookie, origin: appUrl });
  await context.db.session.updateMany({ where: { user: { email } }, data: { createdAt: addDays(new Date(), -91) } });
  expect(await auth.findUserBySession(sessionHeaders(again))).toBeNull();
  expect(await kindsOf(email)).toEqual(["sessions-ended", "signed-in", "sessions-ended", "account-created"]);
  const rows = await context.db.securityEvent.findMany({ where: { owner: { email } }, orderBy: { id: "desc" } });
  expect(rows.map(({ details }) => details)).toEqual([
    { count: 1, reason: "too-old" },
    { isNewDevice: false },
    { count: 1, reason: "replaced" },
    {},
  ]);
});

test("a failed sign-in to nobody's account is logged under a hash: people type passwords there", async () => {
  const auth = recording();
  await post(auth, "/sign-in/email", credentials("hunter2@example.com"), device);
  await post(auth, "/sign-in/email", credentials("hunter2@example.com"), device);
  const failed = lines().filter(({ event }) => event === "sign-in-failed");
  expect(failed.map(({ account }) => account)).toEqual(Array(2).fill(expect.stringMatching(/^unknown-[0-9a-f]{16}$/)));
  expect(written.join("")).not.toContain("hunter2");
  expect(
    await context.db.securityEvent.count({
      where: { kind: "sign-in-failed", owner: { email: { contains: "hunter" } } },
    }),
  ).toBe(0);
});

test("delayed tries are recorded once a minute, however many there are", async () => {
  const auth = recording({ limits: { failuresPerSource: { seconds: 900, max: 1 } } });
  const email = "pressed@example.com";
  await context.signUp(email);
  for (let n = 0; n < 5; n += 1) await post(auth, "/sign-in/email", credentials(email, "wrong horse"), device);
  expect((await kindsOf(email)).toSorted()).toEqual(["account-created", "sign-in-delayed", "sign-in-failed"]);
  at = new Date(at.getTime() + 60_000);
  await post(auth, "/sign-in/email", credentials(email, "wrong horse"), device);
  expect((await kindsOf(email)).filter((kind) => kind === "sign-in-delayed")).toHaveLength(2);
});

test("the limit of an address is logged, too", async () => {
  const auth = recording({ limits: { signIns: { seconds: 60, max: 1 } } });
  for (let n = 0; n < 3; n += 1) await post(auth, "/sign-in/email", credentials("many@example.com"), device);
  const delayed = lines().filter(({ event }) => event === "sign-in-delayed");
  expect(delayed).toMatchObject([{ address: "203.0.113.77", requestId: "proxy:17" }]);
});

test("an address that forwards without being trusted is a warning, once", async () => {
  const auth = recording();
  for (const chain of ["9.9.9.9, 127.0.0.1", "9.9.9.9, 203.0.113.9, 127.0.0.1", "9.9.9.9, 203.0.113.8"]) {
    auth.addressOf(new Headers({ "x-forwarded-for": chain }));
  }
  expect(lines()).toMatchObject([
    { level: 40, address: "203.0.113.9", msg: expect.stringContaining("TRUSTED_PROXIES") },
  ]);
});

test("denied access is recorded for the account, and for guessed keys and secrets in the log, once a minute", async () => {
  const auth = recording();
  const email = "denied@example.com";
  const session = await context.signUp(email);
  const { key } = await context.auth.createApiKey(session, { ...scriptKey, scopes: ["todos"] }, new Date());
  const records: Promise<void>[] = [];
  const ask = (access: "user" | "admin" | "cron", headers: Headers) =>
    authorize(access, headers, {
      ...{ auth, method: "GET", env: { CRON_SECRET: "0123456789abcdef" } },
      after: (record) => void records.push(record),
    }).catch(() => {});
  for (let n = 0; n < 3; n += 1) {
    await ask("admin", session);
    await ask("admin", bearer(key));
    await ask("user", bearer("tidy_guess"));
    await ask("cron", bearer("guess"));
    await ask("user", new Headers());
  }
  await Promise.all(records);
  expect(
    lines()
      .map(({ reason }) => reason)
      .toSorted(),
  ).toEqual([...["missing-scope", "not-admin", "unknown-key", "wrong-secret"]]);
  expect((await kindsOf(email)).filter((kind) => kind === "access-denied")).toHaveLength(2);
});

test("an account keeps the newest events of each kind, and nothing of them once it is deleted", async () => {
  const auth = recording();
  const email = "busy@example.com";
  const session = await context.signUp(email);
  const user = await signedIn(session);
  await auth.security.record({ kind: "signed-in", isNewDevice: true }, user, null);
  for (let n = 0; n < eventsPerKind + 3; n += 1) await auth.security.record({ kind: "signed-out" }, user, null);
  const kinds = await kindsOf(email);
  expect(kinds.filter((kind) => kind === "signed-out")).toHaveLength(eventsPerKind);
  expect(kinds).toContain("signed-in");
  await auth.deleteAccount(user, password, { headers: session, now: at });
  expect(await context.db.securityEvent.count({ where: { ownerId: user.id } })).toBe(0);
  expect(events().at(-1)).toBe("account-deleted");
});

test("the owner reads the last 90 days page by page, newest first, and nobody else's", async () => {
  const auth = recording();
  const session = await context.signUp("reader@example.com");
  const other = await context.signUp("other@example.com");
  const user = await signedIn(session);
  await context.db.securityEvent.deleteMany({ where: { ownerId: user.id } });
  at = addDays(at, -91);
  await auth.security.record({ kind: "signed-out" }, user, null);
  at = addDays(at, 91);
  for (let count = 1; count <= 12; count += 1) {
    await auth.security.record({ kind: "sessions-ended", count, reason: "asked" }, user, null);
  }
  const counts: number[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const page = await auth.listActivity(session, cursor, at);
    counts.push(...page.items.map(({ event }) => (event.kind === "sessions-ended" ? event.count : 0)));
    cursor = page.nextCursor;
  }
  expect(counts).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect((await auth.listActivity(other, null, at)).items.map(({ event }) => event.kind)).toEqual(["account-created"]);
});

test("a role that ADMIN_EMAILS gives or takes is recorded once, by the next process that starts", async () => {
  await context.signUp("risen@example.com");
  await context.db.user.updateMany({ where: { email: "risen@example.com" }, data: { emailVerified: true } });
  const started = recording({ env: { ADMIN_EMAILS: ["risen@example.com"] } });
  for (let n = 0; n < 2; n += 1) await started.recordRoles({ by: "environment" });
  await recording().recordRoles({ by: "environment" });
  const rows = await context.db.securityEvent.findMany({
    where: { kind: "role-changed", owner: { email: "risen@example.com" } },
    orderBy: { id: "asc" },
  });
  expect(rows.map(({ details }) => details)).toEqual([
    { role: "admin", by: "environment" },
    { role: "user", by: "environment" },
  ]);
});

test.each([
  ["a body without a type", {}, "{}", 415],
  [
    "another site's page",
    { "content-type": "application/json", cookie: "a=b", origin: "https://evil.example" },
    "{}",
    403,
  ],
  ["a body that is no JSON", { "content-type": "application/json" }, "{", 400],
])(
  "%s below /api/auth is the client's mistake, and logged as no error of ours",
  async (_name, headers, body, status) => {
    const request = new Request(`${appUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers,
      body: Buffer.from(body),
    });
    expect((await recording().handler(request)).status).toBe(status);
    expect(
      lines()
        .map(({ level }) => level)
        .filter((level) => level >= 50),
    ).toEqual([]);
    expect(written.join("")).not.toContain("stack");
  },
);
