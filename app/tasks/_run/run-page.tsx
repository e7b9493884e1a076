"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { useClock } from "#app/_time/clock.tsx";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { Section } from "#app/_ui/section.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { useMayOperate } from "../_operator/may-operate.tsx";
import { runDetailsOptions, runOptions, taskKeys } from "../_requests/task-queries.ts";
import { useLiveRuns } from "../_requests/use-live-runs.ts";
import { RunActions } from "../_run-actions/run-actions.tsx";
import { DetailsBox } from "../_views/details-box.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { show } from "../_views/view.tsx";
import { LiveProgress } from "./live-progress.tsx";
import { RunDetails } from "./run-details.tsx";
import { RunErrors } from "./run-errors.tsx";
import { RunLinks } from "./run-links.tsx";
import { isActive, isHeld } from "./run-state.ts";
import { RunStatusBadge } from "./run-status-badge.tsx";
import { RunTimeline } from "./run-timeline.tsx";
import { staleSince } from "./staleness.ts";
import { timelineOf } from "./timeline.ts";

/** Everything about one run; follows it while it is under way. */
export function RunPage({
  id,
  title,
  engineRunAddress,
}: {
  readonly id: string;
  readonly title: string;
  /** The start of a run's address in the dashboard of its engine, where that is known. */
  readonly engineRunAddress: string | null;
}) {
  useLiveRuns();
  const { data: run, isError } = useQuery(runOptions(id));
  const { data: details } = useQuery(runDetailsOptions(id, { isUnderWay: run !== undefined && isActive(run) }));
  const { now } = useClock();
  useDetailsAtEnd(run);
  const mayOperate = useMayOperate();
  if (run === undefined) {
    return isError ? <Alert>Couldn’t load the run. Trying again…</Alert> : <ListSkeleton label="Loading…" />;
  }
  const views = viewsOf(run.task);
  const stale = details === undefined ? null : staleSince(run, details, now);
  return (
    <>
      <PageHeading
        title={title}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <RunStatusBadge status={run.status} />
            <code className="font-mono text-xs">{run.task}</code>
            {isHeld(run) && "held: it waits for your confirmation, since Tidy started with TASKS_PAUSED=1"}
            {run.cancelRequestedAt !== null && isActive(run) && "stops after the current batch"}
            {stale !== null && (
              <Badge tone="warning">
                Stale: last heartbeat <RelativeTime at={stale} />
              </Badge>
            )}
          </span>
        }
        actions={mayOperate && <RunActions run={run} title={title} />}
      />
      <div className="grid grid-cols-1 gap-5">
        {run.result !== null && (
          <Section title={views.resultTitle ?? "Result"}>
            <DetailsBox>{show(views.result, run.result).details}</DetailsBox>
          </Section>
        )}
        <RunErrors run={run} />
        <LiveProgress run={run} at={details?.heartbeatAt ?? null} />
        {details !== undefined && <RunTimeline entries={timelineOf(run, details.log)} />}
        <Section title="Payload">
          <DetailsBox>{show(undefined, run.payload).details}</DetailsBox>
        </Section>
        <Section title="History">
          <div className="grid gap-4">
            <RunDetails run={run} requester={details?.requester?.name ?? null} engineRunAddress={engineRunAddress} />
            {details !== undefined && <RunLinks run={run} details={details} />}
          </div>
        </Section>
      </div>
    </>
  );
}

/** Reads the log once more when the run has ended: its last lines came after the last look. */
function useDetailsAtEnd(run: Run | undefined): void {
  const client = useQueryClient();
  const { id, finishedAt } = run ?? {};
  useEffect(() => {
    if (id !== undefined && finishedAt != null) void client.invalidateQueries({ queryKey: taskKeys.runDetails(id) });
  }, [client, id, finishedAt]);
}
