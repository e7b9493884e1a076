"use client";

import { useQuery } from "@tanstack/react-query";
import { Alert } from "#app/_feedback/alert.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { Section } from "#app/_ui/section.tsx";
import { useMayOperate } from "../_operator/may-operate.tsx";
import { runOptions } from "../_requests/task-queries.ts";
import { DetailsBox } from "../_views/details-box.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { show } from "../_views/view.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunDetails } from "./run-details.tsx";
import { RunErrors } from "./run-errors.tsx";
import { isActive } from "./run-state.ts";
import { RunStatusBadge } from "./run-status-badge.tsx";

/** Everything about one run; follows it while it is under way. */
export function RunPage({
  id,
  title,
  engineRunAddress,
}: {
  readonly id: string;
  readonly title: string;
  /** What the address of a run in its engine's own dashboard begins with, where that is known. */
  readonly engineRunAddress: string | null;
}) {
  const { data: run, isError } = useQuery(runOptions(id));
  const mayOperate = useMayOperate();
  if (run === undefined) {
    return isError ? <Alert>Couldn’t load the run. Trying again…</Alert> : <ListSkeleton label="Loading…" />;
  }
  const views = viewsOf(run.task);
  return (
    <>
      <PageHeading
        title={title}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <RunStatusBadge status={run.status} />
            <code className="font-mono text-xs">{run.task}</code>
            {run.cancelRequestedAt !== null && isActive(run) && "stops after the current batch"}
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
        {run.progress !== null && run.status !== "succeeded" && (
          <Section title="Progress" description="Saved, so that a later attempt continues from here.">
            <DetailsBox>{show(views.progress, run.progress).details}</DetailsBox>
          </Section>
        )}
        <Section title="Payload">
          <DetailsBox>{show(undefined, run.payload).details}</DetailsBox>
        </Section>
        <Section title="History">
          <RunDetails run={run} engineRunAddress={engineRunAddress} />
        </Section>
      </div>
    </>
  );
}
