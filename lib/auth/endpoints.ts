/**
 * Paths below `/api/auth` that the auth library answers over HTTP. It mounts dozens of endpoints more, and each upgrade
 * may add some; all but these are 404. The app calls the others that it needs in the process.
 */
export const servedEndpoints: Readonly<Record<string, string>> = {
  "/sign-in/email": "POST",
  "/sign-up/email": "POST",
  "/sign-out": "POST",
};

const basePath = "/api/auth";

/** The path below `/api/auth` that a provider sends people back to. */
export function callbackPath(providerId: string): string {
  return `/callback/${providerId}`;
}

/**
 * The refusal of a request for which there is no endpoint; null where there is one. Each provider adds its callback.
 */
export function refuseUnserved(request: Request, providerIds: readonly string[] = []): Response | null {
  const { pathname } = new URL(request.url);
  const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : "";
  const isCallback = providerIds.some((id) => path === callbackPath(id));
  const method = isCallback ? "GET" : Object.hasOwn(servedEndpoints, path) ? servedEndpoints[path] : undefined;
  if (method === undefined) return problem(404, "Not found", "There is nothing at this address.");
  if (request.method === method) return null;
  return problem(405, "Method not allowed", `Use ${method}.`, { Allow: method });
}

function problem(status: number, title: string, detail: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { title, status, detail },
    { status, headers: { ...headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" } },
  );
}
