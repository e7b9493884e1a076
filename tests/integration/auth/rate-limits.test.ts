import { describe, expect, test } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { password, post } from "#tests/support/sessions.ts";
import { setUpAuth } from "./auth-harness.ts";

const context = setUpAuth();

function signIn(auth: Auth, email: string, secret: string, address = "192.0.2.1"): Promise<Response> {
  return post(auth, "/sign-in/email", { email, password: secret }, { "x-forwarded-for": address });
}

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
