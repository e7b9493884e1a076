const minute = 60_000;
const hour = 60 * minute;

/** Formats a duration, e.g. "12 ms", "1.5 s", "42 s", "3 min 5 s", "2 h 7 min". */
export function durationText(ms: number): string {
  // Each unit is chosen by the rounded value, so that none is full: no "60 s".
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1000) return `${whole} ms`;
  const tenths = Math.round(ms / 100);
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds * 1000 < hour) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(ms / minute);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
