import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { decodeJwt } from "jose";
import type { OidcProvider } from "../auth-env.ts";
import { nameMaxLength } from "../limits.ts";
import { type Claims, claimAt, mapsRoles, readIdentity } from "./claims.ts";
import { discover, discoveryUrl, fetchJson } from "./discovery.ts";
import { presentSignIn } from "./provider-sign-in.ts";

/**
 * The library's own plugin, with state, PKCE, nonce and verified ID tokens. It asks a provider for its discovery
 * document when somebody signs in there first: at its start, every request would wait for a provider that is silent.
 */
export function oidcPlugin(providers: readonly OidcProvider[]) {
  const config = providers.map(configOf);
  const genericOAuthPendingDiscovery = new Map(config.map((each) => [each.providerId, each]));
  return { ...genericOAuth({ config }), init: () => ({ context: { genericOAuthPendingDiscovery } }) };
}

function configOf(provider: OidcProvider) {
  const { id: providerId, name, issuer, clientId, clientSecret, scopes } = provider;
  const secret = clientSecret === undefined ? {} : { clientSecret };
  const method = clientSecret === undefined ? ("none" as const) : ("client_secret_basic" as const);
  return {
    ...secret,
    providerId,
    name,
    clientId,
    discoveryUrl: discoveryUrl(issuer),
    requireIdTokenVerification: true,
    tokenEndpointAuth: { method },
    scopes: [...scopes],
    pkce: true,
    accountSubject: ({ profile }: { profile: { sub?: string | number | null | undefined } }) => profile.sub ?? "",
    getUserInfo: (tokens: { idToken?: string | undefined; accessToken?: string | undefined }) =>
      profileOf(provider, tokens),
    mapProfileToUser: (claims: Claims) => userOf(provider, claims),
  };
}

/** The claims of a verified ID token, completed by the provider's userinfo where something is missing. */
async function profileOf(
  provider: OidcProvider,
  { idToken, accessToken }: { readonly idToken?: string | undefined; readonly accessToken?: string | undefined },
) {
  if (idToken === undefined) return null;
  const claims = decodeJwt(idToken);
  if (claims.iss !== provider.issuer) return null;
  const more = isComplete(provider, claims) ? {} : await userinfoOf(provider, claims.sub, accessToken);
  return { ...more, ...claims, emailVerified: false };
}

function isComplete(provider: OidcProvider, claims: Claims): boolean {
  const needed = ["email", provider.emailVerifiedClaim, ...(mapsRoles(provider) ? [provider.groupsClaim] : [])];
  return needed.every((claim) => claimAt(claims, claim) !== undefined);
}

async function userinfoOf(provider: OidcProvider, subject: string | undefined, accessToken: string | undefined) {
  const { userinfo_endpoint: url } = await discover(provider.issuer);
  if (url === undefined || accessToken === undefined) return {};
  const claims = Object(await fetchJson(url, { authorization: `Bearer ${accessToken}` }));
  // Else it is about somebody else (OpenID Connect Core 5.3.2).
  return claims.sub === subject ? claims : {};
}

function userOf(provider: OidcProvider, claims: Claims) {
  const identity = readIdentity(provider, claims);
  if (identity === null) return { email: null, emailVerified: false };
  const signIn = presentSignIn();
  if (signIn !== null) signIn.identity = identity;
  const { email, emailVerified, name } = identity;
  return { email, emailVerified, name: (name ?? email?.split("@")[0] ?? "").slice(0, nameMaxLength) };
}
