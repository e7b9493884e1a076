import type { z } from "zod";
import { type OtherField, profileChangeSchema } from "#lib/auth/account/profile.ts";
import { profileSchema } from "#lib/auth/user.ts";
import { retentionDays } from "#lib/todo-service/retention/retention-schemas.ts";

export const settingsSchema = profileSchema.omit({ id: true });

export const changeSettingsSchema = profileChangeSchema
  .extend({ retentionDays: retentionDays.optional() } satisfies Record<Exclude<OtherField, "id" | "email">, z.ZodType>)
  .refine((change) => Object.keys(change).length > 0, "name at least one setting to change")
  .meta({ minProperties: 1 });
export type ChangeSettings = z.output<typeof changeSettingsSchema>;
