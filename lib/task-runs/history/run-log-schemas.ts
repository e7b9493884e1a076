import { z } from "zod";

export const logLevels = ["info", "warn"] as const;
export type LogLevel = (typeof logLevels)[number];

const line = { at: z.iso.datetime(), attempt: z.int() };

/** A line of a run's log. Its other events stand in columns of their own. */
export const logLineSchema = z.discriminatedUnion("kind", [
  z.object({ ...line, kind: z.literal("started") }),
  z.object({ ...line, kind: z.literal("progress"), progress: z.json() }),
  /** A message of the handler. */
  z.object({ ...line, kind: z.literal("message"), level: z.enum(logLevels), text: z.string() }),
]);
export type LogLine = z.output<typeof logLineSchema>;
