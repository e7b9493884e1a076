import { beforeEach, describe, expect, test } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import { createAuth } from "#lib/auth/auth.ts";
import { createAccount } from "#lib/auth/create-account.ts";
import { productionLimits, type RateLimits } from "#lib/auth/throttling/rate-limits.ts";
import { byOperator } from "#tests/support/accounts/operators.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { statementsOf } from "#tests/support/query-plans.ts";
import { password, post, sessionHeaders } from "#tests/support/sessions.ts";
import { tokenOf } from "./mail-app.ts";

// Nothing executes here: an answer waits for the recorded run only.
const mail = { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "tidy@example.com" };
const context = setUpApp(() => ({ engine: createIdleEngine() }), mail);
const now = new Date();
const from = "192.0.2.1";

beforeEach(async () => {
  await context.db.rateLimit.deleteMany();
  await context.db.user.deleteMany();
  await context.db.outgoingMail.deleteMany();
  await createAccount({ email: "known@example.com", password, name: "Known" }, context.app.auth);
});

const requests: Readonly<Record<string, (auth: Auth, email: string) => Promise<void>>> = {
  "a new password": (auth, email) => auth.requestPasswordReset({ email, from }, now),
  "an account": (auth, email) => auth.requestSignUp({ email, from }, now),
};

describe.each(Object.entries(requests))("who asks for %s", (_, ask) => {
  test("learns nothing of whether the address has an account: the same statements run before the answer", async () => {
    const textsFor = async (email: string) =>
      (await statementsOf(() => ask(context.app.auth, email))).map(({ text }) => text);
    // The first request of a process also opens connections.
    await textsFor("first@example.com");
    const known = await textsFor("known@example.com");
    expect(known.length).toBeGreaterThan(3);
    expect(known.some((text) => /FROM "public"."user"/.test(text))).toBe(false);
    expect(await textsFor("unknown@example.com")).toEqual(known);
  });

  test("has it recorded before the answer, as a run that names no address", async () => {
    await ask(context.app.auth, " Known@Example.com ");
    const [stored] = await context.db.outgoingMail.findMany();
    expect(stored?.recipient).toBe("known@example.com");
    const [run] = await context.db.taskRun.findMany({ where: { task: "mail/send" }, orderBy: { id: "desc" } });
    expect(run).toMatchObject({ status: "queued", payload: { mailId: stored?.id } });
  });
});

test("where mail is configured, no account is made without it, and nobody learns which exist", async () => {
  const answers = await Promise.all(
    ["known@example.com", "unknown@example.com"].map(async (email) => {
      const response = await post(context.app.auth, "/sign-up/email", { email, password, name: "Ann" });
      return { status: response.status, body: await response.json() };
    }),
  );
  expect(answers[0]).toMatchObject({ status: 403, body: { code: "SIGN_UP_NOT_OPEN" } });
  expect(answers[1]).toEqual(answers[0]);
  expect(await context.db.user.count()).toBe(1);
});

describe("mails that anybody can ask for", () => {
  const limited = (limits: Partial<RateLimits>) => {
    const posted: string[] = [];
    const auth = createAuth({
      database: context.db,
      env: context.app.env,
      limits: { ...productionLimits, ...limits },
      postMail: async (recipient) => void posted.push(recipient),
    });
    return { auth, posted };
  };

  test("are limited by where they are asked from", async () => {
    const { auth } = limited({ mailsPerSource: { seconds: 900, max: 2 } });
    const ask = (email: string, source: string) => auth.requestPasswordReset({ email, from: source }, now);
    await ask("a@example.com", "198.51.100.1");
    await ask("b@example.com", "198.51.100.1");
    await expect(ask("c@example.com", "198.51.100.1")).rejects.toMatchObject({
      kind: "too-many-requests",
      retryAfterSeconds: 900,
    });
    await ask("c@example.com", "198.51.100.2");
  });

  test("are limited by whom they go to, without a word", async () => {
    const { auth, posted } = limited({ mailsPerRecipient: { seconds: 3600, max: 2 } });
    for (const source of ["1", "2", "3", "4"]) {
      await auth.requestPasswordReset({ email: "Bombed@example.com", from: `203.0.113.${source}` }, now);
    }
    expect(posted).toEqual(["bombed@example.com", "bombed@example.com"]);
  });

  test("keep no mail back that somebody known asks for, who is told where there were too many", async () => {
    const { auth, posted } = limited({ mailsPerRecipient: { seconds: 3600, max: 1 } });
    const invite = { email: "guest@example.com", role: "user", days: 7 } as const;
    const options = { mailed: true, ...byOperator(now) };
    for (const source of ["1", "2"]) {
      for (const email of ["guest@example.com", "known@example.com"])
        await auth.requestSignUp({ email, from: `203.0.113.${source}` }, now);
    }
    await auth.requestPasswordReset({ email: "known@example.com", from }, now);
    expect(await auth.createInvite(invite, options)).toMatchObject({ url: null });
    expect(posted.sort()).toEqual([...Array(2).fill("guest@example.com"), ...Array(2).fill("known@example.com")]);

    const { url } = await auth.createInvite(invite, options);
    const token = tokenOf(url ?? "");
    await auth.join(token, { name: "Guest", email: "", password }, new Headers(), now);
    const guest = await context.db.user.findUnique({ where: { email: "guest@example.com" } });
    expect(guest).toMatchObject({ emailVerified: false });
    const owner = sessionHeaders(await post(auth, "/sign-in/email", { email: "known@example.com", password }));
    await auth.requestVerification(owner, now);
    await expect(auth.requestVerification(owner, now)).rejects.toMatchObject({ kind: "too-many-requests" });
  });
});
