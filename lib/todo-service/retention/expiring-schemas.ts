import { z } from "zod";
import { givenInstant } from "#lib/instant.ts";

const instant = z.iso.datetime();
const count = z.int().min(0);

/** The completed todos of an owner that expire within a day. */
export const expiringTodosSchema = z.object({
  count,
  firstExpiresAt: instant
    .nullable()
    .describe("The instant from which cleanup may take the first of them; null when none expires."),
  lastExpiresAt: instant
    .nullable()
    .describe("The instant from which it may take the last of them: later once another one joins."),
  asOf: instant.describe("Pass this on to pin or trash them, and no others."),
});
export type ExpiringTodos = Readonly<z.output<typeof expiringTodosSchema>>;

export const asOfSchema = z.strictObject({ asOf: givenInstant("use the asOf of an answer") });
export const pinnedSchema = z.object({ pinnedCount: count, pinnedAt: instant });
export const pinnedAtSchema = z.strictObject({ pinnedAt: givenInstant("use the pinnedAt of an answer") });
export const unpinnedSchema = z.object({ unpinnedCount: count });
