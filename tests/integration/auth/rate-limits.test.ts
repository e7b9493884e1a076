import { describe, expect, test } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import { countAttempt, forgetFailures } from "#lib/auth/throttling/failed-sign-ins.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { password, post } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();

function signIn(auth: Auth, email: string, secret: string, address = "192.0.2.1"): Promise<Response> {
  return post(auth, "/sign-in/email", { email, password: secret }, { "x-forwarded-for": address });
}

describe("failed sign-ins to one account", () => {
  const failures = (max: number) => context.configured({ limits: { failuresPerAccount: { seconds: 900, max } } });

  test("are limited from any address, and then even the right password has to wait", async () => {
    const auth = failures(3);
    await context.signUp("target@example.com");
    for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.3"]) {
      expect((await signIn(auth, "target@example.com", "wrong horse", address)).status).toBe(401);
    }
    const refused = await signIn(auth, "Target@example.com", password, "192.0.2.4");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "TOO_MANY_FAILED_SIGN_INS" });
  });

  test("don't count for other accounts", async () => {
    const auth = failures(1);
    await context.signUp("bystander@example.com");
    await signIn(auth, "locked@example.com", "wrong horse");
    expect((await signIn(auth, "locked@example.com", "wrong horse")).status).toBe(429);
    expect((await signIn(auth, "bystander@example.com", password)).status).toBe(200);
  });

  test("are limited, too, when they come all at once", async () => {
    const auth = failures(3);
    const guesses = Array.from({ length: 12 }, (_, index) => signIn(auth, "rushed@example.com", `guess ${index}`));
    const statuses = (await Promise.all(guesses)).map((response) => response.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(9);
  });

  test("are forgotten after a success", async () => {
    const auth = failures(2);
    await context.signUp("often@example.com");
    for (let round = 0; round < 5; round += 1) {
      expect((await signIn(auth, "often@example.com", "wrong horse")).status).toBe(401);
      expect((await signIn(auth, "often@example.com", password)).status).toBe(200);
    }
  });

  test("are forgotten when the window that began with the first is over", async () => {
    const attempt = (seconds: number) =>
      countAttempt(context.db, {
        email: "patient@example.com",
        limit: { seconds: 900, max: 2 },
        now: new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)),
      });
    expect(await attempt(0)).toBeNull();
    expect(await attempt(600)).toBeNull();
    expect(await attempt(700)).toBe(200);
    expect(await attempt(899)).toBe(1);
    expect(await attempt(900)).toBeNull();
    await forgetFailures(context.db, " Patient@example.com");
    expect(await attempt(901)).toBeNull();
  });

  test("store no address in the database", async () => {
    await signIn(failures(3), "secret.address@example.com", "wrong horse");
    const keys = (await context.db.rateLimit.findMany()).map(({ key }) => key);
    expect(keys.join()).toContain("failed-sign-ins|");
    expect(keys.join()).not.toContain("secret.address");
  });
});

describe("requests from one IP address", () => {
  test("are limited for sign-ins, whatever the account", async () => {
    const auth = context.configured({ limits: { signIns: { seconds: 60, max: 2 } } });
    const from = (address: string, account: string) => signIn(auth, account, "wrong horse", address);
    expect((await from("198.51.100.1", "a@example.com")).status).toBe(401);
    expect((await from("198.51.100.1", "b@example.com")).status).toBe(401);
    expect((await from("198.51.100.1", "c@example.com")).status).toBe(429);
    expect((await from("198.51.100.2", "d@example.com")).status).toBe(401);
  });

  test("are limited for sign-ups", async () => {
    const auth = context.configured({ limits: { signUps: { seconds: 60, max: 1 } } });
    const signUp = (email: string) =>
      post(auth, "/sign-up/email", { email, password, name: "Many" }, { "x-forwarded-for": "198.51.100.3" });
    expect((await signUp("first@example.com")).status).toBe(200);
    expect((await signUp("second@example.com")).status).toBe(429);
  });
});

describe("a large body", () => {
  test("is refused before it is read to its end, with and without a Content-Length", async () => {
    const piece = new TextEncoder().encode("x".repeat(8 * 1024));
    let piecesRead = 0;
    const body = new ReadableStream({
      pull(controller) {
        piecesRead += 1;
        if (piecesRead > 100) controller.close();
        else controller.enqueue(piece);
      },
    });
    const streamed = { method: "POST", body, duplex: "half" };
    const request = new Request(`${appUrl}/api/auth/sign-in/email`, streamed);
    expect((await context.auth.handler(request)).status).toBe(413);
    expect(piecesRead).toBeLessThan(10);
    const said = await post(context.auth, "/sign-in/email", { email: "x".repeat(20_000), password });
    expect(said.status).toBe(413);
  });
});
