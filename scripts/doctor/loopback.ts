/** Whether a host name is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}

/** Whether two origins are the same, all names of the loopback interface being equal. */
export function isSameOrigin(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)];
  if (one.origin === other.origin) return true;
  const bothHere = isLoopback(one.hostname) && isLoopback(other.hostname);
  return bothHere && one.port === other.port && one.protocol === other.protocol;
}
