"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { isHeld, runDurationMs } from "../_run/run-state.ts";
import { RunStatusBadge } from "../_run/run-status-badge.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { show } from "../_views/view.tsx";
import { durationText } from "../format-duration.ts";
import { foldRuns } from "./fold-runs.ts";
import type { NamedTask } from "./run-filters.tsx";

export interface RunsTableProps {
  readonly runs: readonly Run[];
  readonly tasks: readonly NamedTask[];
}

const headings = ["Task", "Status", "Started", "Took", "Trigger", "Result"] as const;

/** Runs, newest first. Rows of scheduled runs of the same task that all went well are folded into one. */
export function RunsTable({ runs, tasks }: RunsTableProps) {
  const titles = new Map(tasks.map(({ name, title }) => [name, title]));
  // By each run, since runs join a fold at both ends.
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const body = useRef<HTMLTableSectionElement>(null);
  const unfold = (folded: readonly Run[]) => {
    flushSync(() => setUnfolded(new Set([...unfolded, ...folded.map(({ id }) => id)])));
    // The focused button is gone: the first of the rows stands where it was.
    const [first] = folded;
    if (first) body.current?.querySelector<HTMLElement>(`a[href="${pathOf(first)}"]`)?.focus();
  };
  const row = (run: Run) => <RunRow key={run.id} run={run} title={titles.get(run.task) ?? run.task} />;

  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">Latest runs, newest first</caption>
      <thead className="border-b border-line text-xs text-muted max-md:sr-only">
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col" className="px-3 py-2.5 font-medium first:pl-4 sm:first:pl-5">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} className="divide-y divide-line">
        {foldRuns(runs).map((entry) => {
          if (entry.kind === "run") return row(entry.run);
          if (entry.runs.some(({ id }) => unfolded.has(id))) return entry.runs.map(row);
          return (
            // The oldest stays the oldest while new runs join at the other end.
            <tr key={`fold ${entry.runs.at(-1)?.id}`}>
              <td colSpan={headings.length} className="px-1.5 py-0.5 sm:px-2.5">
                <Button variant="ghost" size="sm" onClick={() => unfold(entry.runs)}>
                  Show {entry.runs.length} more that succeeded
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function pathOf({ id }: Run): string {
  return `/tasks/runs/${id}`;
}

/** A row from `md` upward; below that its cells flow into two lines. */
function RunRow({ run, title }: { readonly run: Run; readonly title: string }) {
  const duration = runDurationMs(run);
  const outcome = run.error?.message ?? show(viewsOf(run.task).result, run.result).words;
  const summary = isHeld(run) ? "Held: waits for your confirmation" : outcome;
  const cell = "md:table-cell md:px-3 md:py-2.5";
  return (
    <tr className="transition-colors hover:bg-sunken max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-2.5">
      <td className={`${cell} max-md:basis-full md:pl-5`}>
        <Link
          href={pathOf(run)}
          className="inline-flex items-center rounded-sm font-medium hover:underline pointer-coarse:min-h-11"
        >
          {title}
        </Link>
      </td>
      <td className={cell}>
        <RunStatusBadge status={run.status} />
      </td>
      <td className={`${cell} whitespace-nowrap text-muted`}>
        <RelativeTime at={run.startedAt ?? run.createdAt} />
      </td>
      <td className={`${cell} whitespace-nowrap text-muted tabular-nums`}>
        {duration === null ? "" : durationText(duration)}
        {run.attempt > 1 && ` · attempt ${run.attempt}`}
      </td>
      <td className={`${cell} text-muted`}>{run.trigger}</td>
      <td className={`${cell} max-md:min-w-0 max-md:basis-full md:max-w-52`}>
        <span className="text-muted max-md:line-clamp-2 max-md:wrap-anywhere md:block md:truncate" title={summary}>
          {summary}
        </span>
      </td>
    </tr>
  );
}
