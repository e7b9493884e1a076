/** A day is exactly 24 hours here, whatever the clocks do. */
export const dayMs = 86_400_000;

/** The most days of a setting or a payload: ten years. */
export const maxDays = 3650;

/** The instant `days` later, or earlier where negative. */
export function addDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * dayMs);
}
