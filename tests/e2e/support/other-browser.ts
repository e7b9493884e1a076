import type { Auth } from "#lib/auth/auth.ts";
import { expect, type TestUser } from "./test.ts";

/** Another browser of the user: headers that it would send. */
export async function signInElsewhere(auth: Auth, user: TestUser) {
  const request = new Request("http://127.0.0.1/api/auth/sign-in/email", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": "192.0.2.7",
      "user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
    },
    body: JSON.stringify({ email: user.email, password: user.password }),
  });
  const response = await auth.handler(request);
  expect(response.status).toBe(200);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  return new Headers({ cookie: cookies.join("; ") });
}
