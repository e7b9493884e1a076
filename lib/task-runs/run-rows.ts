import type { Prisma } from "#lib/db/client.ts";
import { type Run, runSchema } from "./schemas.ts";

type RunRow = Prisma.TaskRunGetPayload<null>;

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A stored run in its travelling form. Parsed, since engines and older versions of the code wrote its JSON. */
export function toRun(row: RunRow): Run {
  return runSchema.parse({
    ...row,
    createdAt: row.createdAt.toISOString(),
    handedOverAt: iso(row.handedOverAt),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
    cancelRequestedAt: iso(row.cancelRequestedAt),
    slot: iso(row.slot),
  });
}
