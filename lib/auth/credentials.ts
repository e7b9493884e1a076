import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { z } from "zod";
import type { AuthEnv } from "./auth-env.ts";
import { requestByBrowser } from "./callers/request-by-browser.ts";
import type { signInSchema, signUpSchema } from "./credentials-schemas.ts";

/** The reason why a sign-in or sign-up failed. */
export type CredentialsProblem =
  | "wrong-credentials"
  | "email-taken"
  | "common-password"
  | "not-open"
  | "disabled"
  | "passwords-off"
  | "too-many-attempts"
  | "unavailable";

export type CredentialsAnswer =
  | { readonly ok: true; readonly cookies: readonly SessionCookie[] }
  | { readonly ok: false; readonly problem: CredentialsProblem; readonly retryAfterSeconds: number };

/** A cookie to set on the browser unchanged. */
export interface SessionCookie {
  readonly name: string;
  readonly value: string;
  readonly options: ReturnType<typeof toCookieOptions>;
}

export type CredentialsRequest =
  | { readonly kind: "sign-in"; readonly body: z.output<typeof signInSchema> }
  | { readonly kind: "sign-up"; readonly body: z.output<typeof signUpSchema> };

/**
 * Signs in or up for a form, with the headers of its request. Uses the handler of `/api/auth`, since only that counts
 * requests per IP address.
 */
export async function submitCredentials(
  request: CredentialsRequest,
  headers: Headers,
  { handler, env }: { handler: (request: Request) => Promise<Response>; env: Pick<AuthEnv, "APP_URL"> },
): Promise<CredentialsAnswer> {
  const path = `/${request.kind}/email`;
  const response = await handler(requestByBrowser(path, request.body, headers, env.APP_URL));
  return response.ok ? { ok: true, cookies: cookiesOf(response.headers.getSetCookie()) } : await refusal(response);
}

/** The cookies of headers that set them. */
export function cookiesOf(headers: readonly string[]): SessionCookie[] {
  return headers
    .flatMap((header) => [...parseSetCookieHeader(header)])
    .map(([name, attributes]) => ({ name, value: attributes.value, options: toCookieOptions(attributes) }));
}

/** By better-auth's error codes. */
const problems: Readonly<Record<string, CredentialsProblem>> = {
  INVALID_EMAIL_OR_PASSWORD: "wrong-credentials",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email-taken",
  PASSWORD_TOO_COMMON: "common-password",
  SIGN_UP_NOT_OPEN: "not-open",
  ACCOUNT_DISABLED: "disabled",
  PASSWORD_SIGN_IN_OFF: "passwords-off",
};

const errorBody = z.object({ code: z.string() });

async function refusal(response: Response): Promise<CredentialsAnswer> {
  const retryAfter = response.headers.get("retry-after") ?? response.headers.get("x-retry-after");
  const code = errorBody.safeParse(await response.json().catch(() => undefined)).data?.code;
  const problem = response.status === 429 ? "too-many-attempts" : (problems[code ?? ""] ?? "unavailable");
  return { ok: false, problem, retryAfterSeconds: Number(retryAfter ?? 60) };
}
