import { z } from "zod";

/** In characters. */
export const passwordLength = { min: 8, max: 128 } as const;

/** What people are called in the app. */
export const userName = z.string().trim().min(1, "Tell us what to call you.").max(100, "Use at most 100 characters.");

/** Who is asking. `retentionDays` is how long their completed todos stay; null means they are never cleaned up. */
export const userSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["user", "admin"]),
  retentionDays: z.int().nullable(),
});

export type User = Readonly<z.output<typeof userSchema>>;
