"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Alert } from "#app/_feedback/alert.tsx";
import { Section } from "#app/_ui/card.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { runOptions } from "../_requests/task-queries.ts";
import { ChevronRightIcon } from "../console-icons.tsx";
import { isActive } from "./format-run.ts";
import { JsonFacts } from "./json-details.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunFacts } from "./run-details.tsx";
import { RunErrors } from "./run-errors.tsx";
import { RunResult } from "./run-result.tsx";
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
  if (run === undefined) {
    return isError ? <Alert>The run could not be looked up. Trying again…</Alert> : <ListSkeleton label="Loading…" />;
  }
  return (
    <>
      <nav aria-label="Breadcrumb" className="mb-3 flex items-center gap-1 text-sm text-muted">
        <Link href="/tasks" className="inline-flex items-center rounded-sm hover:text-ink pointer-coarse:min-h-11">
          Tasks
        </Link>
        <ChevronRightIcon className="size-4" />
        <span aria-current="page">Run</span>
      </nav>
      <PageHeading
        title={title}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <RunStatusBadge status={run.status} />
            <code className="font-mono text-xs">{run.task}</code>
            {run.cancelRequestedAt !== null && isActive(run) && "stops after the batch it is in"}
          </span>
        }
        actions={<RunActions run={run} title={title} />}
      />
      <div className="grid grid-cols-1 gap-5">
        {run.result !== null && (
          <Section title={run.task === "todo/cleanup" ? "Receipt" : "Result"}>
            <RunResult run={run} />
          </Section>
        )}
        <RunErrors run={run} />
        {run.progress !== null && run.status !== "succeeded" && (
          <Section title="Progress" description="What it saved for a later attempt to go on from.">
            <JsonFacts value={run.progress} />
          </Section>
        )}
        <Section title="Payload">
          <JsonFacts value={run.payload} />
        </Section>
        <Section title="History">
          <RunFacts run={run} engineRunAddress={engineRunAddress} />
        </Section>
      </div>
    </>
  );
}
