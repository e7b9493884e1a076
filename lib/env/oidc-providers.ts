import { z } from "zod";
import { providerVariables } from "./variables/oidc.ts";

const schema = z.object(providerVariables);

/** An OpenID Connect provider at which people may sign in. */
export interface OidcProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly scopes: readonly string[];
  readonly emailVerifiedClaim: string;
  readonly groupsClaim: string;
  /** Groups by the role that they give. Both empty: the provider says nothing about roles. */
  readonly adminGroups: readonly string[];
  readonly viewerGroups: readonly string[];
}

type Given = Readonly<Record<string, string | undefined>>;

/** The providers of OIDC_PROVIDERS, each read from its own variables, and the errors in those. */
export function readProviders(
  ids: readonly string[],
  given: Given,
): { readonly providers: readonly OidcProvider[]; readonly problems: readonly string[] } {
  const read = [...new Set(ids)].map((id) => readProvider(id, given));
  const problems = [...read.flatMap((each) => each.problems), ...strays(ids, given), ...passwordProblems(ids, given)];
  return { providers: read.flatMap(({ provider }) => (provider === null ? [] : [provider])), problems };
}

function prefixOf(id: string): string {
  return `OIDC_${id.toUpperCase()}_`;
}

function readProvider(id: string, given: Given): { provider: OidcProvider | null; problems: string[] } {
  const prefix = prefixOf(id);
  const own = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, given[prefix + name]]));
  const { data, error } = schema.safeParse(own);
  if (error) return { provider: null, problems: error.issues.map((issue) => problemText(issue, prefix, own)) };
  const provider = {
    id,
    name: data.NAME ?? id.charAt(0).toUpperCase() + id.slice(1),
    issuer: data.ISSUER,
    clientId: data.CLIENT_ID,
    clientSecret: data.CLIENT_SECRET,
    scopes: data.SCOPES,
    emailVerifiedClaim: data.EMAIL_VERIFIED_CLAIM,
    groupsClaim: data.GROUPS_CLAIM,
    adminGroups: data.ADMIN_GROUPS,
    viewerGroups: data.VIEWER_GROUPS,
  };
  return { provider, problems: [] };
}

function problemText(issue: z.core.$ZodIssue, prefix: string, own: Given): string {
  const name = String(issue.path[0]);
  return own[name] === undefined
    ? `${prefix}${name} is not set: OIDC_PROVIDERS names the provider, so ${issue.message}`
    : `${prefix}${name}: ${issue.message}`;
}

/** A mistyped name would leave a default in force. */
function strays(ids: readonly string[], given: Given): string[] {
  const known = ids.flatMap((id) => Object.keys(schema.shape).map((name) => prefixOf(id) + name));
  return Object.keys(given)
    .filter((name) => name.startsWith("OIDC_") && name !== "OIDC_PROVIDERS" && !known.includes(name))
    .map((name) => `${name}: OIDC_PROVIDERS names no provider with this variable; correct one of the two, or unset it`);
}

function passwordProblems(ids: readonly string[], { PASSWORD_SIGN_IN }: Given): string[] {
  if (PASSWORD_SIGN_IN !== "off" || ids.length > 0) return [];
  return ["PASSWORD_SIGN_IN: without OIDC_PROVIDERS nobody could sign in; name a provider, or leave passwords on"];
}
