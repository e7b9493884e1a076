/**
 * The name of a cookie where the app is at this address. By https it starts with `__Host-`: a browser takes such a
 * cookie from this host alone and by https alone, never from a neighbour below the same domain.
 */
export function hostCookie(name: string, url: string): string {
  return url.startsWith("https:") ? `__Host-${name}` : name;
}
