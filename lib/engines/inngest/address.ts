/** The path at which the app serves Inngest's protocol. */
export const endpointPath = "/api/inngest";

/** The one address that Inngest may call, whatever the request said that asked for a registration. */
export function endpointAddress(appUrl: string): URL {
  return new URL(endpointPath, appUrl);
}

/**
 * The address of a request to sync the functions, from which the SDK derives their addresses. Of the query, only the id
 * of the deployment stays: the SDK would register the rest as part of the address.
 */
export function syncAddress(requested: URL, appUrl: string): URL {
  const address = endpointAddress(appUrl);
  const deployment = requested.searchParams.get("deployId");
  if (deployment !== null) address.searchParams.set("deployId", deployment);
  return address;
}
