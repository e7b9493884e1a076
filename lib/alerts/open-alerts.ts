import { z } from "zod";
import type { Alert, AlertsTable } from "#lib/notices/alerts-table.ts";
import { alertKindSchema } from "#lib/notices/notice-message.ts";
import { type FactSources, readFacts } from "./facts.ts";
import { type Judgement, judge } from "./faults.ts";
import { startedText } from "./notice-words.ts";

/** Something that does not work now. */
export const openAlertSchema = z.object({
  kind: alertKindSchema,
  /** One line, e.g. "“Clean up completed todos” failed". */
  summary: z.string(),
  /** The facts, and the next step. */
  detail: z.string(),
  task: z.string().nullable(),
  /** The run that failed. */
  runId: z.uuid().nullable(),
  /** The time at which it was noticed, or the run failed; null where neither is recorded. */
  since: z.iso.datetime().nullable(),
});
export type OpenAlert = z.output<typeof openAlertSchema>;

/** Everything that does not work now, whether or not there is anybody to tell. */
export interface OpenAlerts {
  /** Judges it anew, as a scheduler does before it tells operators. Changes nothing. */
  list(now: Date): Promise<OpenAlert[]>;
}

export function createOpenAlerts(
  parts: Omit<FactSources, "tasks"> & {
    readonly table: Pick<AlertsTable, "latest">;
    readonly tasks: FactSources["tasks"] & { titleOf(name: string): string };
  },
): OpenAlerts {
  return {
    async list(now) {
      const [facts, latest] = await Promise.all([readFacts(parts, now), parts.table.latest()]);
      return judge(facts, latest, now)
        .filter(({ fault, check }) => !check.ok && !hasSucceededSince(fault, facts.successes))
        .map((judgement) => toOpenAlert(judgement, latest.get(judgement.fault.key), parts.tasks));
    },
  };
}

/** Whether a later run has succeeded. Operators are still told of the failure then, but nothing is broken any more. */
function hasSucceededSince({ task, failed }: Judgement["fault"], successes: ReadonlyMap<string, Date>): boolean {
  const success = task === null ? undefined : successes.get(task);
  return failed !== null && success !== undefined && success > failed.at;
}

function toOpenAlert(
  { fault, check }: Judgement,
  newest: Alert | undefined,
  tasks: { titleOf(name: string): string },
): OpenAlert {
  const { kind, task, failed } = fault;
  const noticedAt = newest?.resolvedAt === null ? newest.startedAt : (failed?.at ?? null);
  return {
    kind,
    summary: startedText(fault, task === null ? "" : tasks.titleOf(task)),
    detail: check.detail,
    task,
    runId: failed?.runId ?? null,
    since: noticedAt?.toISOString() ?? null,
  };
}
