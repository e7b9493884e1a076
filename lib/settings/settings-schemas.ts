import type { z } from "zod";
import { profileChangeSchema } from "#lib/auth/account/profile.ts";
import { userSchema } from "#lib/auth/user.ts";
import { retentionDays } from "#lib/todo-service/retention/retention-schemas.ts";

export const settingsSchema = userSchema.pick({ name: true, email: true, retentionDays: true, timeZone: true });

export const changeSettingsSchema = profileChangeSchema
  .extend({ retentionDays: retentionDays.optional() })
  .refine((change) => Object.keys(change).length > 0, "name at least one setting to change")
  .meta({ minProperties: 1 });
export type ChangeSettings = z.output<typeof changeSettingsSchema>;
