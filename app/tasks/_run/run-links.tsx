import type { ReactNode } from "react";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { RelatedRun, RunDetails } from "#lib/task-runs/history/run-details-schemas.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { restoringTask } from "../_views/task-views.tsx";
import { RunStatusBadge } from "./run-status-badge.tsx";

/** The runs related to this one: those that it repeats or is about, and those that repeat or restore it. */
export function RunLinks({ run, details }: { readonly run: Run; readonly details: RunDetails }) {
  const { retryOf, retries, about } = details;
  const subject = subjectOf(run);
  const groups: readonly (readonly [string, readonly ReactNode[]])[] = [
    ["Repeats", retryOf === null ? [] : [<RunLink key={retryOf} id={retryOf} text="an earlier run" />]],
    ["About", subject === null ? [] : [<RunLink key={subject} id={subject} text="another run" />]],
    ["Undone by", about.filter(({ task }) => task === restoringTask).map(toLink)],
    ["Used by", about.filter(({ task }) => task !== restoringTask).map(toLink)],
    ["Repeated by", retries.map(toLink)],
  ];
  const shown = groups.filter(([, links]) => links.length > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Related runs">
      <dl className="grid gap-2 text-sm">
        {shown.map(([term, links]) => (
          <div key={term} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <dt className="text-muted">{term}</dt>
            {links}
          </div>
        ))}
      </dl>
    </section>
  );
}

function toLink({ id, status, createdAt }: RelatedRun) {
  return (
    <RunLink key={id} id={id} text="a run">
      <RelativeTime at={createdAt} /> <RunStatusBadge status={status} />
    </RunLink>
  );
}

interface RunLinkProps {
  readonly id: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function RunLink({ id, text, children }: RunLinkProps) {
  return (
    <dd className="inline-flex flex-wrap items-center gap-x-2">
      <Link
        href={`/tasks/runs/${id}`}
        className="inline-flex items-center rounded-sm underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {text}
      </Link>
      {children}
    </dd>
  );
}

/** The run that a payload names. */
function subjectOf({ payload }: Run): string | null {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return null;
  const { runId } = payload;
  return typeof runId === "string" ? runId : null;
}
