import { app } from "#lib/app.ts";

/** Options of a link to a provider. */
export interface ProviderPathOptions {
  /** The path that signing in leads to. */
  readonly next?: string;
  /** The token of an invite. */
  readonly invite?: string;
  /** Whether people have to prove anew who they are. */
  readonly fresh?: boolean;
}

/**
 * The address that sends a browser to a provider. At APP_URL, where the provider sends it back to: a cookie of another
 * name of this machine would be missing there.
 */
export function providerUrl(providerId: string, { next = "/", invite, fresh = false }: ProviderPathOptions): string {
  const query = new URLSearchParams({
    ...(next !== "/" && { next }),
    ...(invite && { invite }),
    ...(fresh && { fresh: "1" }),
  });
  const path = `/sign-in/with/${encodeURIComponent(providerId)}`;
  return `${app().env.APP_URL}${path}${query.size > 0 ? `?${query}` : ""}`;
}
