import { z } from "zod";
import type { HeldRuns } from "#lib/task-runs/held/held-runs.ts";
import type { RunFigures } from "#lib/task-runs/history/figures.ts";
import { dayFiguresSchema, taskFiguresSchema } from "#lib/task-runs/history/figures-schemas.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import { type RunEngine, runEngines } from "#lib/task-runs/schemas.ts";
import { systemPing } from "./definitions/system-ping.ts";
import { todoCleanup } from "./definitions/todo-cleanup.ts";

/** Recent figures of all tasks, for the overview of the console. */
export const figuresSchema = z.object({
  engine: z.object({
    name: z.enum(runEngines),
    /** The time of the last successful heartbeat. */
    heartbeatAt: z.iso.datetime().nullable(),
    /** Runs that wait for an operator's word. */
    heldCount: z.int().min(0),
  }),
  tasks: z.array(taskFiguresSchema),
  /** Days in UTC, oldest first. Heartbeats are left out: one a minute would hide everything else. */
  days: z.array(dayFiguresSchema),
});
export type Figures = z.output<typeof figuresSchema>;

/** Reads the figures of all tasks, in four statements. */
export async function readFigures(
  parts: {
    readonly figures: RunFigures;
    readonly queries: RunQueries;
    readonly held: HeldRuns;
    readonly engine: RunEngine;
  },
  names: readonly string[],
  now: Date,
): Promise<Figures> {
  const charted = names.filter((name) => name !== systemPing.name);
  const [ping, heldCount, tasks, days] = await Promise.all([
    parts.queries.lastSuccess(systemPing.name),
    parts.held.countHeld(),
    parts.figures.ofTasks(names, now),
    parts.figures.ofDays(charted, todoCleanup.name, now),
  ]);
  return { engine: { name: parts.engine, heartbeatAt: ping?.finishedAt ?? null, heldCount }, tasks, days };
}
