import { z } from "zod";
import type { OidcProvider } from "#lib/auth/auth-env.ts";
import { callbackPath } from "#lib/auth/endpoints.ts";
import { discover, fetchJson, providerTimeoutMs } from "#lib/auth/oidc/discovery.ts";
import { ProviderError } from "#lib/auth/oidc/provider-error.ts";
import type { Env } from "#lib/env.ts";
import { about, type Finding } from "../finding.ts";

const { ok, error } = about("sign-in");

const keysSchema = z.object({ keys: z.array(z.unknown()).min(1) });

/** Reads the discovery document and the keys of each OpenID Connect provider. Nobody signs in. */
export async function examineProviders(
  { oidcProviders, APP_URL }: Pick<Env, "oidcProviders" | "APP_URL">,
  { timeoutMs = providerTimeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<Finding[]> {
  return await Promise.all(oidcProviders.map((provider) => examineProvider(provider, APP_URL, timeoutMs)));
}

async function examineProvider(
  { id, name, issuer }: OidcProvider,
  appUrl: string,
  timeoutMs: number,
): Promise<Finding> {
  const variable = `OIDC_${id.toUpperCase()}_ISSUER`;
  const fix = `Correct ${variable}, or see to the provider. Until then nobody signs in with it.`;
  try {
    const { jwks_uri: url } = await discover(issuer, timeoutMs);
    const keys = keysSchema.safeParse(await fetchJson(url, {}, timeoutMs));
    if (!keys.success) return error(`${name}: ${url} holds no keys.`, fix);
    const redirect = `${appUrl}/api/auth${callbackPath(id)}`;
    return ok(`${name} names its issuer, and its keys load. Its client must have the redirect address ${redirect}`);
  } catch (thrown) {
    if (!(thrown instanceof ProviderError)) throw thrown;
    return error(`${name}: ${thrown.message}`, fix);
  }
}
