/** Beyond so many keys the oldest are forgotten. */
const maxKeys = 10_000;

/** Tells whether a key was not seen within so many seconds. Counts in this process only. */
export function atMostOnce(seconds: number): (key: string, now: Date) => boolean {
  // Ordered by when they were let through, the oldest first.
  const seen = new Map<string, number>();
  return (key, now) => {
    const at = now.getTime();
    const last = seen.get(key);
    if (last !== undefined && at - last < seconds * 1000) return false;
    seen.delete(key);
    seen.set(key, at);
    const [oldest] = seen.keys();
    if (seen.size > maxKeys && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
