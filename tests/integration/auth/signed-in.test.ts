import { hashPassword } from "better-auth/crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { authorize } from "#lib/auth/access.ts";
import { scryptHashing } from "#lib/auth/account/password-hashing.ts";
import { dayMs } from "#lib/days.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { password, post, sessionHeaders } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();
const userOf = (headers: Headers) => context.auth.findUserBySession(headers);

const answer = z.object({ code: z.string() });
const codeOf = async (response: Response) => answer.parse(await response.json()).code;

describe("signing up", () => {
  test("creates an account with the installation's retention and signs in", async () => {
    const user = await userOf(await context.signUp("New.Person@example.com"));
    expect(user).toMatchObject({ email: "new.person@example.com", name: "Somebody", role: "user", retentionDays: 9 });
    expect(user?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test.each([{ role: "admin" }, { retentionDays: 1 }, { emailVerified: true }, { image: "x".repeat(10) }])(
    "takes no %j from the request",
    async (claim) => {
      const email = `${Object.keys(claim).join().toLowerCase()}@example.com`;
      await post(context.auth, "/sign-up/email", { email, password, name: "Climber", ...claim });
      const user = await context.db.user.findUnique({ where: { email } });
      expect(user ?? {}).not.toMatchObject(claim);
    },
  );

  test("allows no change of the role, and no endless name, afterwards", async () => {
    const headers = { cookie: (await context.signUp("later@example.com")).get("cookie") ?? "", origin: appUrl };
    for (const claim of [{ role: "admin" }, { name: "x".repeat(1000) }]) {
      expect((await post(context.auth, "/update-user", claim, headers)).status).toBe(404);
    }
    expect(await userOf(new Headers(headers))).toMatchObject({ role: "user", name: "Somebody" });
  });

  test("refuses an existing address, in any spelling", async () => {
    await context.signUp("taken@example.com");
    const again = await post(context.auth, "/sign-up/email", { email: "Taken@Example.com", password, name: "Other" });
    expect(await codeOf(again)).toBe("USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
  });

  test.each([
    ["a short password", { password: "short horse" }, "PASSWORD_TOO_SHORT"],
    ["a common password", { password: "Q1w2E3r4T5y6" }, "PASSWORD_TOO_COMMON"],
    ["a long password", { password: "x".repeat(129) }, "PASSWORD_TOO_LONG"],
    ["a blank name", { name: "  " }, "INVALID_NAME"],
    ["a long name", { name: "x".repeat(101) }, "INVALID_NAME"],
    ["a long address", { email: `${"x".repeat(243)}@example.com` }, "EMAIL_TOO_LONG"],
  ])("refuses %s and leaves nothing behind", async (_, change, code) => {
    const body = { email: "refused@example.com", password, name: "Refused", ...change };
    expect(await codeOf(await post(context.auth, "/sign-up/email", body))).toBe(code);
    expect(await context.db.user.count({ where: { email: body.email } })).toBe(0);
  });

  test("accepts passwords of exactly 12 and 128 characters", async () => {
    for (const length of [12, 128]) {
      const body = { email: `length-${length}@example.com`, password: "xy".repeat(length / 2), name: "Edge" };
      expect((await post(context.auth, "/sign-up/email", body)).status).toBe(200);
    }
  });

  test("stores no password in plain text", async () => {
    await context.signUp("hashed@example.com");
    const accounts = await context.db.account.findMany({ where: { user: { email: "hashed@example.com" } } });
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.password).not.toContain(password);
  });

  test("hashes it anew at the next sign-in, where today's hashes are stronger, and names their parameters", async () => {
    const email = "rehashed@example.com";
    await context.signUp(email);
    // As the auth library hashes by itself.
    const account = { password: await hashPassword(password) };
    await context.db.account.updateMany({ where: { user: { email } }, data: account });
    const auth = context.configured({ hashing: scryptHashing });
    const signIn = async (given: string) => (await post(auth, "/sign-in/email", { email, password: given })).status;
    const stored = async () => (await context.db.account.findFirstOrThrow({ where: { user: { email } } })).password;
    const before = await stored();
    expect(await signIn("wrong horse battery")).toBe(401);
    expect(await stored()).toBe(before);
    expect(await signIn(password)).toBe(200);
    const after = await stored();
    expect(after).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
    expect([await signIn("wrong horse battery"), await signIn(password)]).toEqual([401, 200]);
    expect(await stored()).toBe(after);
  });
});

describe("signing in", () => {
  test("requires the right password", async () => {
    await context.signUp("ann@example.com");
    const wrong = await post(context.auth, "/sign-in/email", { email: "ann@example.com", password: "wrong horse" });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.getSetCookie()).toEqual([]);
    const right = await post(context.auth, "/sign-in/email", { email: "Ann@example.com", password });
    expect(await userOf(sessionHeaders(right))).toMatchObject({ email: "ann@example.com" });
  });

  test("answers the same for an unknown address and a wrong password", async () => {
    await context.signUp("known@example.com");
    const body = (email: string) => ({ email, password: "wrong horse" });
    const [known, unknown] = await Promise.all(
      ["known@example.com", "unknown@example.com"].map((email) => post(context.auth, "/sign-in/email", body(email))),
    );
    expect(await known?.json()).toEqual(await unknown?.json());
    expect(known?.status).toBe(unknown?.status);
  });

  test("sets a cookie that scripts can't read and other sites don't send", async () => {
    await context.signUp("cookie@example.com");
    const response = await post(context.auth, "/sign-in/email", { email: "cookie@example.com", password });
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=", 1)[0])).toEqual([
      "__Host-tidy.session_token",
      "__Host-tidy.device",
    ]);
    for (const cookie of cookies) {
      for (const attribute of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) {
        expect(cookie.split("; ")).toContain(attribute);
      }
      expect(cookie).not.toMatch(/; Domain/i);
    }
  });

  test("without https, sets a cookie that a browser takes all the same", async () => {
    const auth = context.configured({ env: { APP_URL: "http://127.0.0.1:3000" } });
    const body = { email: "plain@example.com", password, name: "Ann" };
    const [cookie] = (await post(auth, "/sign-up/email", body)).headers.getSetCookie();
    expect(cookie).toMatch(/^tidy\.session_token=/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  test("from another site with a cookie is refused", async () => {
    const cookie = (await context.signUp("victim@example.com")).get("cookie") ?? "";
    const headers = { cookie, origin: "https://evil.example" };
    expect((await post(context.auth, "/sign-out", {}, headers)).status).toBe(403);
    expect(await userOf(new Headers({ cookie }))).not.toBeNull();
  });
});

describe("a session", () => {
  test("ends when its browser signs in again, and only that one", async () => {
    const first = await context.signUp("again@example.com");
    const credentials = { email: "again@example.com", password };
    const elsewhere = sessionHeaders(await post(context.auth, "/sign-in/email", credentials));
    const cookie = first.get("cookie") ?? "";
    const second = await post(context.auth, "/sign-in/email", credentials, { cookie, origin: appUrl });
    expect(await userOf(first)).toBeNull();
    expect(await userOf(elsewhere)).not.toBeNull();
    expect(await userOf(sessionHeaders(second))).not.toBeNull();
  });

  test("ends at its age, however often it is used", async () => {
    const headers = await context.signUp("old@example.com");
    const ofOld = { user: { email: "old@example.com" } };
    const age = async (days: number) => {
      const createdAt = new Date(Date.now() - days * dayMs + 60_000);
      await context.db.session.updateMany({ where: ofOld, data: { createdAt } });
    };
    await age(90);
    expect(await userOf(headers)).not.toBeNull();
    await age(91);
    expect(await userOf(headers)).toBeNull();
    expect(await context.db.session.count({ where: ofOld })).toBe(0);
  });

  test("ends when its user signs out", async () => {
    const headers = await context.signUp("leaver@example.com");
    await post(context.auth, "/sign-out", {}, { cookie: headers.get("cookie") ?? "", origin: appUrl });
    expect(await userOf(headers)).toBeNull();
  });

  test("ends the moment it is deleted", async () => {
    const headers = await context.signUp("deleted@example.com");
    await context.db.session.deleteMany({ where: { user: { email: "deleted@example.com" } } });
    expect(await userOf(headers)).toBeNull();
  });

  test("ends the moment it expires", async () => {
    const headers = await context.signUp("expired@example.com");
    await context.db.session.updateMany({
      where: { user: { email: "expired@example.com" } },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await userOf(headers)).toBeNull();
  });

  test("is refused with a forged or foreign signature", async () => {
    const cookies = (await context.signUp("forged@example.com")).get("cookie") ?? "";
    const cookie = cookies.split("; ").find((one) => one.includes("session_token=")) ?? "";
    expect(await userOf(new Headers({ cookie }))).not.toBeNull();
    const unsigned = cookie.replace(/\.[^.]*$/, "");
    for (const forged of [unsigned, `${unsigned}.${"A".repeat(43)}%3D`]) {
      expect(await userOf(new Headers({ cookie: forged }))).toBeNull();
    }
    const elsewhere = context.configured({ env: { AUTH_SECRET: "another secret of thirty-two chars" } });
    expect(await elsewhere.findUserBySession(new Headers({ cookie }))).toBeNull();
  });

  test("is renewed about once a day, and only where its cookie can be renewed, too", async () => {
    const headers = await context.signUp("regular@example.com");
    const soon = new Date(Date.now() + 28 * 24 * 60 * 60 * 1000);
    const ofRegular = { user: { email: "regular@example.com" } };
    await context.db.session.updateMany({ where: ofRegular, data: { expiresAt: soon } });
    const expiry = async () => (await context.db.session.findFirstOrThrow({ where: ofRegular })).expiresAt;
    await context.auth.findUserBySession(headers);
    expect(await expiry()).toEqual(soon);
    await authorize("user", headers, { auth: context.auth, env: {}, method: "GET" });
    expect((await expiry()).getTime()).toBeGreaterThan(soon.getTime());
  });
});
