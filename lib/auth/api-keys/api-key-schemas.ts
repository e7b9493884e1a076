import { z } from "zod";
import { storableWords } from "#lib/text.ts";
import { apiKeyDefaultDays, apiKeyNameMaxLength } from "../limits.ts";
import { apiKeyScopes } from "./api-key-scopes.ts";

export const apiKeyName = storableWords(
  z
    .string()
    .trim()
    .min(1, "Give the key a name that says what uses it, e.g. “backup script”.")
    .max(apiKeyNameMaxLength, `Use at most ${apiKeyNameMaxLength} characters.`),
);

/** A key to create. */
export const newApiKeySchema = z.object({
  name: apiKeyName,
  scopes: z.array(z.enum(apiKeyScopes)).min(1, "Choose what the key may do."),
  /** The days for which it works. */
  days: z.int().min(1, "Use at least one day.").max(apiKeyDefaultDays, `Use at most ${apiKeyDefaultDays} days.`),
});
export type NewApiKey = z.output<typeof newApiKeySchema>;
