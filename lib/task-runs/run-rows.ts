import type { Prisma } from "#lib/db/client.ts";
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
    slot: iso(row.slot),
  });
}
