import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { endsWithin } from "#lib/deadline.ts";
import type { Logger } from "#lib/logger.ts";
import type { AuthEnv, OidcProvider } from "../auth-env.ts";
import { requestByBrowser } from "../callers/request-by-browser.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import type { ClientAddresses } from "../throttling/client-address.ts";
import type { RateLimits } from "../throttling/rate-limits.ts";
import { countAttempt } from "../throttling/too-many.ts";
import { discover } from "./discovery.ts";
import { ProviderError } from "./provider-error.ts";
import { duringProviderSignIn, type ProviderSignIn } from "./provider-sign-in.ts";
import { type ProviderProblem, problemOf } from "./refusals.ts";

/** The time that a provider's answers to one callback may take together, in milliseconds. */
const callbackMs = 20_000;

/** The page that says why somebody is not signed in. */
export const refusedPath = "/sign-in/refused";

/** A request to sign in at a provider. */
export interface ProviderSignInRequest {
  readonly providerId: string;
  /** The path that it leads to. */
  readonly next: string;
  /** `link` adds the provider to the account of the session. Default: signs in. */
  readonly purpose?: "sign-in" | "link";
  /** The token of an invite or of a setup link, by which somebody may join. */
  readonly invite?: string | null;
  readonly setup?: string | null;
  /** Whether they have to prove anew who they are. */
  readonly fresh?: boolean;
}

export type ProviderSignInStart =
  | { readonly ok: true; readonly url: string; readonly cookies: readonly string[] }
  | { readonly ok: false; readonly problem: ProviderProblem };

export interface ProviderSignIns {
  /** The providers at which people may sign in, in the order of their buttons. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  /** Whether passwords are a way to sign in. */
  readonly takesPasswords: boolean;
  /** The address that somebody signs in at, with the cookies (as headers) that the way back needs. */
  startProviderSignIn(request: ProviderSignInRequest, headers: Headers): Promise<ProviderSignInStart>;
}

export interface ProviderSignInParts {
  readonly env: Pick<AuthEnv, "APP_URL" | "oidcProviders" | "PASSWORD_SIGN_IN">;
  readonly database: Database;
  readonly limits: Pick<RateLimits, "signIns">;
  readonly addressOf: ClientAddresses["of"];
  readonly logger: Logger;
  readonly security: SecurityLog;
  /** The library's handler, which counts requests by address. */
  readonly handle: (request: Request) => Promise<Response>;
  readonly callbackMs?: number;
}

const started = z.object({ url: z.url() });

export function createProviderSignIns(parts: ProviderSignInParts): ProviderSignIns {
  const { env, database, limits, addressOf, logger, handle } = parts;
  const { oidcProviders: providers } = env;
  return {
    providers: providers.map(({ id, name }) => ({ id, name })),
    takesPasswords: env.PASSWORD_SIGN_IN,

    async startProviderSignIn(request, headers) {
      const provider = providers.find(({ id }) => id === request.providerId);
      if (provider === undefined) return { ok: false, problem: "not-configured" };
      // Before anything is asked of the provider: a stranger must not make Tidy flood it.
      const attempt = {
        kind: "provider",
        address: addressOf(headers),
        limit: limits.signIns,
        now: new Date(),
      } as const;
      if ((await countAttempt(database, attempt)) !== null) return { ok: false, problem: "too-many-attempts" };
      try {
        await discover(provider.issuer);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        logger.warn({ part: "auth", provider: provider.id, reason: error.message }, "a provider is out of reach");
        return { ok: false, problem: "unreachable" };
      }
      const answer = await handle(startRequest(request, headers, env.APP_URL));
      if (answer.status === 429) return { ok: false, problem: "too-many-attempts" };
      const { data } = started.safeParse(await answer.json().catch(() => undefined));
      if (!answer.ok || data === undefined) return { ok: false, problem: "unreachable" };
      return { ok: true, url: data.url, cookies: answer.headers.getSetCookie() };
    },
  };
}

function startRequest(request: ProviderSignInRequest, headers: Headers, appUrl: string): Request {
  const { providerId: provider, next, purpose = "sign-in", invite, setup, fresh = false } = request;
  const body = {
    provider,
    callbackURL: next,
    errorCallbackURL: `${refusedPath}?provider=${provider}&purpose=${purpose}`,
    disableRedirect: true,
    additionalData: { ...(invite && { invite }), ...(setup && { setup }), fresh },
    ...(fresh && { additionalParams: { prompt: "login", max_age: "0" } }),
  };
  const path = purpose === "link" ? "/link-social" : "/sign-in/social";
  return requestByBrowser(path, body, headers, appUrl);
}

/** Answers the callback of a provider. A refusal leads to a page that says why, in this app's words. */
export async function answerCallback(
  request: Request,
  provider: OidcProvider,
  { handle, security, callbackMs: ms = callbackMs }: Pick<ProviderSignInParts, "handle" | "security" | "callbackMs">,
): Promise<Response> {
  return await duringProviderSignIn(async (signIn) => {
    const work = handle(request);
    const answer = (await endsWithin(work, ms)) ? await work : null;
    const problem = answer === null ? "unreachable" : problemIn(answer, signIn);
    if (problem === null && answer !== null) return answer;
    const email = signIn.identity?.email ?? null;
    const event = { kind: "provider-refused", provider: provider.name, reason: problem ?? "failed" } as const;
    await security.record(event, email === null ? null : { email }, request.headers);
    return refused(answer, provider.id, problem ?? "failed");
  });
}

/** The problem in an answer of the library; null where it has none. */
function problemIn(answer: Response, { identity }: ProviderSignIn): ProviderProblem | null {
  const code = targetOf(answer)?.searchParams.get("error") ?? null;
  if (code === null) return answer.status >= 400 ? "failed" : null;
  const isUnproven = identity !== null && !identity.emailVerified;
  return isUnproven && ["account_not_linked", "unable_to_link_account"].includes(code)
    ? "email-not-verified"
    : problemOf(code);
}

function targetOf(answer: Response): URL | null {
  const location = answer.headers.get("location");
  const target = location === null ? null : URL.parse(location, "https://tidy.invalid");
  return target?.pathname === refusedPath ? target : null;
}

/** Keeps the cookies, one of which ends the state. */
function refused(answer: Response | null, provider: string, problem: ProviderProblem): Response {
  const headers = new Headers({ "Cache-Control": "no-store" });
  const purpose = answer === null ? null : (targetOf(answer)?.searchParams.get("purpose") ?? null);
  const query = new URLSearchParams({ problem, provider, ...(purpose === "link" && { purpose }) });
  headers.set("location", `${refusedPath}?${query}`);
  for (const cookie of answer?.headers.getSetCookie() ?? []) headers.append("set-cookie", cookie);
  return new Response(null, { status: 302, headers });
}
