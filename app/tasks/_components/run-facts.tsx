import type { ReactNode } from "react";
import { ExactTime } from "#app/_components/relative-time.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { durationText, runDurationMs } from "../_data/run-text.ts";

/** Where a run came from, and its times. */
export function RunFacts({ run }: { readonly run: Run }) {
  const duration = runDurationMs(run);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["Triggered by", run.trigger],
    ["Engine", run.engine],
    ["Attempt", run.attempt],
    ["Planned for", run.slot && <ExactTime at={run.slot} />],
    ["Created", <ExactTime key="created" at={run.createdAt} />],
    ["Handed over", run.handedOverAt && <ExactTime at={run.handedOverAt} />],
    ["Started", run.startedAt && <ExactTime at={run.startedAt} />],
    ["Finished", run.finishedAt && <ExactTime at={run.finishedAt} />],
    ["Took", duration === null ? null : durationText(duration)],
    ["Idempotency key", run.idempotencyKey],
    [
      "Run id",
      <code key="id" className="font-mono text-xs">
        {run.id}
      </code>,
    ],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
      {facts
        .filter(([, value]) => value !== null)
        .map(([term, value]) => (
          <div key={term} className="grid gap-0.5">
            <dt className="text-xs font-medium text-muted">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
