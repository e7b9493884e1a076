import type { Prisma } from "#lib/db/client.ts";
import type { Logger } from "#lib/logger.ts";
import { type Run, runSchema } from "./schemas.ts";

type RunRow = Prisma.TaskRunGetPayload<null>;

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A stored run as the API sends it. Parsed, since engines and older versions of the code may have written its JSON. */
export function toRun(row: RunRow): Run {
  return runSchema.parse({
    ...row,
    createdAt: row.createdAt.toISOString(),
    dispatchedAt: iso(row.dispatchedAt),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
    cancelRequestedAt: iso(row.cancelRequestedAt),
    heldAt: iso(row.heldAt),
    slot: iso(row.slot),
  });
}

/** The rows that can be read. The others are logged: one of them must not hide the rest. */
export function readableRuns(rows: readonly RunRow[], logger: Logger): Run[] {
  return rows.flatMap((row) => readableRun(row, logger) ?? []);
}

/** The row as a run; null, and logged, where it cannot be read. */
export function readableRun(row: RunRow, logger: Logger): Run | null {
  try {
    return toRun(row);
  } catch (error) {
    logger.error({ runId: row.id, task: row.task, err: error }, "this run's record cannot be read; it is left out");
    return null;
  }
}
