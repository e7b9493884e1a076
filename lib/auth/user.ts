import { z } from "zod";
import { storableWords } from "#lib/text.ts";
import { timeZoneNames } from "./account/time-zone-names.ts";
import { nameMaxLength, timeZoneMaxLength } from "./limits.ts";
import { roles } from "./roles/role.ts";

/** A name to choose. */
export const userName = storableWords(
  z.string().trim().min(1, "Tell us what to call you.").max(nameMaxLength, `Use at most ${nameMaxLength} characters.`),
);

/** A time zone that this runtime knows. JSON Schema lists the current names; older spellings are accepted as well. */
export const timeZoneName = z
  .string()
  .max(timeZoneMaxLength, "use an IANA time zone such as Europe/Berlin")
  .refine(isTimeZone, "use an IANA time zone such as Europe/Berlin")
  .meta({ enum: timeZoneNames() });

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 are valid, too, but have no summer time.
    return (
      /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
    );
  } catch {
    return false;
  }
}

/**
 * A user. `retentionDays` is how long their completed todos stay; null means that they are never cleaned up.
 * `timeZone` null follows the browser.
 */
export const userSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  retentionDays: z.int().nullable(),
  timeZone: z.string().nullable(),
});

export type User = Readonly<z.output<typeof userSchema>>;

/** The fields that people see and change of themselves, without the role, which depends on the environment, too. */
export const profileSchema = userSchema.omit({ role: true });
export type Profile = Readonly<z.output<typeof profileSchema>>;
