/**
 * A request to `/api/auth` on behalf of a browser that asked for a page or sent its form. The library counts it for the
 * browser's address. The form came from a page of this origin: Next refuses server actions from elsewhere.
 */
export function requestByBrowser(path: string, body: object, headers: Headers, appUrl: string): Request {
  const forwarded = new Headers({ "content-type": "application/json", origin: appUrl });
  for (const name of ["x-forwarded-for", "user-agent", "cookie"]) {
    const value = headers.get(name);
    if (value !== null) forwarded.set(name, value);
  }
  const init = { method: "POST", headers: forwarded, body: JSON.stringify(body) };
  return new Request(`${appUrl}/api/auth${path}`, init);
}
