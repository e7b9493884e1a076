import { scryptHashingAt } from "#lib/auth/account/password-hashing.ts";
import type { NewApiKey } from "#lib/auth/api-keys/api-key-schemas.ts";
import { apiKeyScopes } from "#lib/auth/api-keys/api-key-scopes.ts";
import type { Auth } from "#lib/auth/auth.ts";
import { grantRole } from "./accounts/operators.ts";
import { appUrl } from "./app-env.ts";

export const password = "correct horse";

/** A key that may do what its owner may, for a month. */
export const scriptKey: NewApiKey = { name: "script", scopes: [...apiKeyScopes], days: 30 };

/** Posts JSON below `/api/auth`. */
export function post(
  auth: Auth,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return auth.handler(
    new Request(`${appUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    }),
  );
}

/** The cookies that a response set, as the browser would send them with the next request. */
export function sessionHeaders(response: Response): Headers {
  if (!response.ok) throw new Error(`No session: the answer was ${response.status}.`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  return new Headers({ cookie: cookies.join("; ") });
}

export function bearer(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` });
}

/** Signs somebody up, makes them an admin as an operator does, and returns headers with their session cookie. */
export async function signUpAdmin(auth: Auth, email = "boss@example.com"): Promise<Headers> {
  const headers = await signUp(auth, email);
  await grantRole(auth, email, "admin", new Date());
  return headers;
}

/** Signs somebody up and returns headers with their session cookie. */
export async function signUp(auth: Auth, email: string): Promise<Headers> {
  return sessionHeaders(await post(auth, "/sign-up/email", { email, password, name: "Somebody" }));
}

/** Hashing as in production, but at next to no cost, since most tests only pass a password by. */
export const cheapHashing = scryptHashingAt({ ln: 4, r: 8, p: 1 });
