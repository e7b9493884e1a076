import { z } from "zod";

const years = /^(?:19[7-9]\d|2\d{3})-/;

/**
 * An instant that a caller sends, with any offset from UTC. The years from 1970 to 2999 can be stored, and days can be
 * added to and taken from them.
 */
export function givenInstant(message = "use an instant such as 2026-12-01T08:00:00Z"): z.ZodISODateTime {
  return z.iso
    .datetime({ offset: true, error: message, abort: true })
    .refine((text) => years.test(text), message)
    .meta({ pattern: years.source });
}
