/** A share in percent that never rounds a failure away: "99.9%" rather than "100%" for 9,999 of 10,000. */
export function successText(succeeded: number, runs: number): string {
  if (runs === 0) return "none finished";
  if (succeeded === runs) return "100%";
  return `${Math.floor((succeeded / runs) * 1000) / 10}%`;
}
