import type { ReactNode } from "react";
import { ExactTime } from "#app/_time/relative-time.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { durationText } from "../format-duration.ts";
import { runDurationMs } from "./run-state.ts";

export interface RunDetailsProps {
  readonly run: Run;
  /** The name of its requester. */
  readonly requester: string | null;
  readonly engineRunAddress: string | null;
}

/** The origin of a run, and its times. */
export function RunDetails({ run, requester, engineRunAddress }: RunDetailsProps) {
  const duration = runDurationMs(run);
  const details: readonly (readonly [string, ReactNode])[] = [
    ["Triggered by", run.trigger],
    ["Asked for by", requester],
    ["Engine", run.engine],
    ["Attempt", run.attempt],
    ["Planned for", run.slot && <ExactTime at={run.slot} />],
    ["Created", <ExactTime key="created" at={run.createdAt} />],
    ["Dispatched", run.dispatchedAt && <ExactTime at={run.dispatchedAt} />],
    ["Started", run.startedAt && <ExactTime at={run.startedAt} />],
    ["Finished", run.finishedAt && <ExactTime at={run.finishedAt} />],
    ["Took", duration === null ? null : durationText(duration)],
    ["At Inngest", run.engineRunId && <EngineRun key="engine" id={run.engineRunId} address={engineRunAddress} />],
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
      {details
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

/** A link to the run in Inngest's dashboard, or its id there where the address is unknown. */
function EngineRun({ id, address }: { readonly id: string; readonly address: string | null }) {
  const text = <code className="font-mono text-xs">{id}</code>;
  if (address === null) return text;
  return (
    <a
      href={`${address}${encodeURIComponent(id)}`}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center rounded-sm underline underline-offset-4 pointer-coarse:min-h-11"
    >
      {text}
      <span className="sr-only"> (opens Inngest's dashboard in a new tab)</span>
    </a>
  );
}
