import { z } from "zod";

/** In characters. */
export const passwordLength = { min: 8, max: 128 } as const;

/** What people are called in the app. */
export const userName = z.string().trim().min(1, "Tell us what to call you.").max(100, "Use at most 100 characters.");

/** A time zone that this runtime knows. */
export const timeZoneName = z
  .string()
  .max(64, "use an IANA time zone such as Europe/Berlin")
  .refine(isTimeZone, "use an IANA time zone such as Europe/Berlin");

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 are accepted too, but know nothing of summer time.
    return (
      /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
    );
  } catch {
    return false;
  }
}

/**
 * Who is asking. `retentionDays` is how long their completed todos stay; null means they are never cleaned up.
 * `timeZone` is null for whoever leaves it to the browser.
 */
export const userSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["user", "admin"]),
  retentionDays: z.int().nullable(),
  timeZone: z.string().nullable(),
});

export type User = Readonly<z.output<typeof userSchema>>;
