import { z } from "zod";

/** An instant that a caller sends, with any offset from UTC. Read it with `toInstant`. */
export const givenInstant = (message = "use an instant such as 2026-12-01T08:00:00Z") =>
  z.iso.datetime({ offset: true, error: message });

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(3000, 0, 1);

/** The instant, from 1970 to 2999: nothing here is older or later, and days can be added to any of these years. */
export function toInstant(text: string): Date {
  return new Date(Math.min(Math.max(Date.parse(text), earliest), latest));
}
