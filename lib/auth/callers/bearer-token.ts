/** The token of `Authorization: Bearer …`, empty where it is missing; null for any other scheme. */
export function bearerToken(headers: Headers): string | null {
  const match = /^bearer(?: +(.*))?$/i.exec(headers.get("authorization") ?? "");
  return match === null ? null : (match[1] ?? "");
}
