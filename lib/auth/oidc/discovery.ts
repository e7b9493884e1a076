import { z } from "zod";
import { ProviderError } from "./provider-error.ts";

/** The time that one request to a provider may take, in milliseconds. */
export const providerTimeoutMs = 5_000;

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
});

/** A provider's description of itself. */
export type ProviderMetadata = Readonly<z.output<typeof documentSchema>>;

/** The address of an issuer's discovery document. */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

/**
 * Reads the discovery document of an issuer.
 * @throws {ProviderError} if there is none in time, or it is another issuer's.
 */
export async function discover(issuer: string, timeoutMs = providerTimeoutMs): Promise<ProviderMetadata> {
  const url = discoveryUrl(issuer);
  const document = documentSchema.safeParse(await fetchJson(url, {}, timeoutMs));
  if (!document.success) {
    const fields = document.error.issues.map(({ path }) => path.join(".")).filter((field) => field !== "");
    throw new ProviderError(
      `${url} is no discovery document${fields.length > 0 ? `: ${fields.join(", ")} missing` : ""}.`,
    );
  }
  if (document.data.issuer !== issuer) {
    throw new ProviderError(`${url} names the issuer “${document.data.issuer}” instead of “${issuer}”.`);
  }
  return document.data;
}

/**
 * Fetches JSON from a provider. @throws {ProviderError} where none comes in time.
 */
export async function fetchJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs = providerTimeoutMs,
): Promise<unknown> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json", ...headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new ProviderError(`${url} answers with status ${response.status}.`);
    return await response.json();
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(`${url} ${reasonOf(error, timeoutMs)}.`, { cause: error });
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return "does not answer";
  if (error.name === "TimeoutError") return `does not answer within ${timeoutMs / 1000} seconds`;
  if (error instanceof SyntaxError) return "does not answer with JSON";
  return `is out of reach: ${error.cause instanceof Error ? error.cause.message || error.message : error.message}`;
}
