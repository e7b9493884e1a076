import { z } from "zod";
import { dayFiguresSchema, type RunFigures, taskFiguresSchema } from "#lib/task-runs/history/figures.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import { type RunEngine, runEngines } from "#lib/task-runs/schemas.ts";
import { systemPing } from "./definitions/system-ping.ts";
import { todoCleanup } from "./definitions/todo-cleanup.ts";

/** How all tasks have done lately, for the overview of the console. */
export const figuresSchema = z.object({
  engine: z.object({
    name: z.enum(runEngines),
    /** When the heartbeat last succeeded. */
    heartbeatAt: z.iso.datetime().nullable(),
  }),
  tasks: z.array(taskFiguresSchema),
  /** Days in UTC, oldest first. Heartbeats are left out: one a minute would hide everything else. */
  days: z.array(dayFiguresSchema),
});
export type Figures = z.output<typeof figuresSchema>;

/** Reads the figures of all tasks, in three statements. */
export async function readFigures(
  parts: { readonly figures: RunFigures; readonly queries: RunQueries; readonly engine: RunEngine },
  names: readonly string[],
  now: Date,
): Promise<Figures> {
  const charted = names.filter((name) => name !== systemPing.name);
  const [ping, tasks, days] = await Promise.all([
    parts.queries.lastSuccess(systemPing.name),
    parts.figures.ofTasks(names, now),
    parts.figures.ofDays(charted, todoCleanup.name, now),
  ]);
  return { engine: { name: parts.engine, heartbeatAt: ping?.finishedAt ?? null }, tasks, days };
}
