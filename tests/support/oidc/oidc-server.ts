import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";
import { listenLocally } from "#tests/support/listening.ts";

/** Somebody who has an account at the provider. */
export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** A real OpenID Connect provider on this machine. It demands PKCE, and signs in the user `person`. */
export interface OidcServer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The person who types their password there next; null refuses to go on. */
  person: Person | null;
  /** The parameters of the last request for a sign-in. */
  readonly asked: URLSearchParams[];
  /** Stops answering, as a provider that is down. Safe to repeat. */
  stop(): Promise<void>;
}

/** @param redirectUri where the app wants people sent back to; known later, where the app's port is. */
export async function startOidcServer(redirectUris: readonly string[]): Promise<OidcServer> {
  const people = new Map<string, Person>();
  const asked: URLSearchParams[] = [];
  const clientId = "tidy";
  const clientSecret = randomBytes(16).toString("hex");
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  let answer: ReturnType<Provider["callback"]> | undefined;
  const server = createServer((request, response) => answer?.(request, response));
  const port = await listenLocally(server);
  // Cookies know no ports: another name of this machine keeps them apart from those of the app.
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirectUris] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "key", use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "email", "profile", "groups"],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 60, Session: 600, Interaction: 60 },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ ...people.get(id), groups: [...(people.get(id)?.groups ?? [])], sub: id }),
    }),
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      if (accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId, accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  });
  const answerOthers = provider.callback();
  answer = async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/auth") asked.push(url.searchParams);
    if (!url.pathname.startsWith("/interaction/")) return await answerOthers(request, response);
    const { person } = oidc;
    if (person === null) return await provider.interactionFinished(request, response, { error: "access_denied" });
    people.set(person.sub, person);
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  };
  const oidc: OidcServer = {
    issuer,
    clientId,
    clientSecret,
    person: null,
    asked,
    async stop() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return oidc;
}

/** Follows a browser's way through the provider. @returns the address of the app that it ends at. */
export async function throughProvider(start: string, { issuer }: OidcServer): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  while (url.startsWith(issuer)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
    for (const header of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (header.split(";", 1)[0] ?? "").split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`${url} ends with ${response.status}: ${await response.text()}`);
    url = new URL(location, url).href;
  }
  return url;
}
