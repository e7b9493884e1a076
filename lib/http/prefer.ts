/** The longest that a request may ask to wait, in seconds. */
export const maxWaitSeconds = 60;

/**
 * The seconds of `Prefer: wait=N` (RFC 7240), at most 60; 0 without it. A preference that can't be read is ignored, as
 * the RFC says.
 */
export function preferredWaitSeconds(headers: Headers): number {
  const preferences = headers.get("prefer")?.split(/[,;]/) ?? [];
  const waits = preferences.flatMap((preference) => /^\s*wait\s*=\s*"?(\d{1,6})"?\s*$/i.exec(preference)?.[1] ?? []);
  return Math.min(Number(waits[0] ?? 0), maxWaitSeconds);
}
