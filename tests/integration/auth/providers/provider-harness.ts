import { afterAll, beforeAll, expect } from "vitest";
import type { Auth } from "#lib/auth/auth.ts";
import type { OidcProvider } from "#lib/auth/auth-env.ts";
import type { ProviderSignInRequest } from "#lib/auth/oidc/provider-sign-ins.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { type OidcServer, type Person, startOidcServer, throughProvider } from "#tests/support/oidc/oidc-server.ts";
import { type AuthHarness, setUpAuth } from "../auth-harness.ts";

type Env = Parameters<AuthHarness["configured"]>[0]["env"];
type Limits = Parameters<AuthHarness["configured"]>[0]["limits"];
type Wanted = Partial<ProviderSignInRequest>;

/** Authentication on a database of its own, with a real provider, called as by a browser. */
export interface ProviderHarness {
  readonly context: AuthHarness;
  readonly oidc: OidcServer;
  readonly auth: Auth;
  /** Another process, configured differently. */
  withProvider(env: Env, provider?: Partial<OidcProvider>, limits?: Limits): Auth;
  /** The request with which a browser comes back after somebody has signed in at the provider. */
  wayBack(at: Auth, person: Person | null, request?: Wanted, browser?: Headers): Promise<WayBack>;
  answerTo(at: Auth, person: Person | null, request?: Wanted, browser?: Headers): Promise<Response>;
  /** Signs somebody in, and returns headers with their session cookie. */
  signIn(at: Auth, person: Person, request?: Wanted): Promise<Headers>;
  /** The reason why somebody was refused. */
  refusal(at: Auth, person: Person | null, request?: Wanted, browser?: Headers): Promise<string | null>;
  /** The kinds of events that an account's owner finds under "Recent activity", oldest first. */
  kindsOf(email: string): Promise<string[]>;
}

interface WayBack {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

export function problemIn(answer: Response): string | null {
  const target = new URL(answer.headers.get("location") ?? "", appUrl);
  expect(target.pathname).toBe("/sign-in/refused");
  return target.searchParams.get("problem");
}

export function setUpProvider(): ProviderHarness {
  const context = setUpAuth();
  let server: OidcServer | undefined;
  let auth: Auth | undefined;
  beforeAll(async () => {
    server = await startOidcServer([`${appUrl}/api/auth/callback/company`]);
    auth = harness.withProvider({});
  });
  afterAll(() => server?.stop());

  const harness: ProviderHarness = {
    context,
    get oidc() {
      if (server === undefined) throw new Error("The provider exists inside hooks and tests only.");
      return server;
    },
    get auth() {
      if (auth === undefined) throw new Error("Authentication exists inside hooks and tests only.");
      return auth;
    },

    withProvider(env, provider = {}, limits = {}) {
      const company: OidcProvider = {
        id: "company",
        name: "Company",
        issuer: harness.oidc.issuer,
        clientId: harness.oidc.clientId,
        clientSecret: harness.oidc.clientSecret,
        scopes: ["openid", "email", "profile", "groups"],
        emailVerifiedClaim: "email_verified",
        groupsClaim: "groups",
        adminGroups: [],
        viewerGroups: [],
        ...provider,
      };
      return context.configured({ env: { oidcProviders: [company], ...env }, limits });
    },

    async wayBack(at, person, request = {}, browser = new Headers()) {
      harness.oidc.person = person;
      const start = await at.startProviderSignIn({ providerId: "company", next: "/trash", ...request }, browser);
      if (!start.ok) throw new Error(start.problem);
      const url = new URL(await throughProvider(start.url, harness.oidc));
      const cookies = [browser.get("cookie") ?? "", ...start.cookies.map(pairOf)];
      return { url, headers: { cookie: cookies.filter(Boolean).join("; "), "user-agent": "Test" } };
    },

    async answerTo(at, ...given) {
      const { url, headers } = await harness.wayBack(at, ...given);
      return await at.handler(new Request(url, { headers }));
    },

    async signIn(at, person, request = {}) {
      const answer = await harness.answerTo(at, person, request);
      expect(answer.headers.get("location")).toBe(request.next ?? "/trash");
      return new Headers({ cookie: answer.headers.getSetCookie().map(pairOf).join("; ") });
    },

    refusal: async (at, ...given) => problemIn(await harness.answerTo(at, ...given)),

    async kindsOf(email) {
      const events = await context.db.securityEvent.findMany({ where: { owner: { email } }, orderBy: { id: "asc" } });
      return events.map(({ kind }) => kind);
    },
  };
  return harness;
}

/** A cookie as the browser sends it. */
function pairOf(header: string): string {
  return header.split(";", 1)[0] ?? "";
}
