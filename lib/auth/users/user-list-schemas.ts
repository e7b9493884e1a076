import { z } from "zod";
import { ofAtMost, storable } from "#lib/text.ts";

/** A filter and a page of users. */
export const listUsersSchema = z.object({
  /** Words of the name or the address. */
  q: storable(ofAtMost(200, z.string().trim())).default(""),
  cursor: z.uuid().optional(),
});
export type ListUsers = z.output<typeof listUsersSchema>;
