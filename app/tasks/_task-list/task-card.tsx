"use client";

import { type ReactNode, useId, useState } from "react";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { TaskFigures } from "#lib/task-runs/history/figures-schemas.ts";
import type { TaskView } from "#lib/tasks/views.ts";
import { TaskFiguresDetails } from "../_figures/task-figures.tsx";
import { useMayOperate } from "../_operator/may-operate.tsx";
import { RunStatusBadge } from "../_run/run-status-badge.tsx";
import { runFilterPath } from "../_run-list/run-filter.ts";
import { RunNowDialog } from "../_run-now/run-now-dialog.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { show } from "../_views/view.tsx";
import { PlayIcon } from "../console-icons.tsx";
import { PauseButton } from "./pause-button.tsx";
import { ScheduleDetails } from "./schedule-details.tsx";

/** One task: its description, its next and its last run, and "Run now". */
export function TaskCard({ task, figures }: { readonly task: TaskView; readonly figures: TaskFigures | null }) {
  const headingId = useId();
  const [isRunning, setRunning] = useState(false);
  const { schedule } = task;
  const mayOperate = useMayOperate();

  return (
    <Card>
      <article aria-labelledby={headingId} className="grid gap-4 p-4 sm:p-5">
        <header className="flex flex-wrap items-start justify-between gap-3">
          <div className="grid min-w-0 flex-1 basis-64 gap-1">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h2 id={headingId} className="font-semibold">
                {task.title}
              </h2>
              <code className="font-mono text-xs text-muted">{task.name}</code>
              {schedule?.paused === true && <Badge tone="warning">Paused</Badge>}
              {schedule?.overdue === true && <Badge tone="danger">Overdue</Badge>}
            </div>
            <p className="text-sm text-pretty text-muted">{task.description}</p>
          </div>
          {mayOperate && (
            <div className="flex gap-2">
              {schedule?.cron != null && <PauseButton task={task} paused={schedule.paused} />}
              <Button
                size="sm"
                icon={<PlayIcon className="size-4" />}
                aria-label={`Run now: ${task.title}`}
                onClick={() => setRunning(true)}
              >
                Run now
              </Button>
            </div>
          )}
        </header>
        <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
          <Detail term="Schedule">
            {schedule === null ? (
              <span className="text-muted">None: runs on demand</span>
            ) : (
              <ScheduleDetails schedule={schedule} />
            )}
          </Detail>
          <Detail term="Last run">
            {task.lastRun === null ? <p className="text-muted">Not yet</p> : <LastRun run={task.lastRun} />}
            <Link
              href={runFilterPath({ task: task.name })}
              aria-label={`All runs: ${task.title}`}
              className="mt-1 inline-flex min-h-6 items-center rounded-sm text-xs underline underline-offset-4 pointer-coarse:min-h-11"
            >
              All runs
            </Link>
          </Detail>
          {figures !== null && figures.recent.length > 0 && (
            <Detail term={figures.isComplete ? "Last 30 days" : "Last 1,000 runs"}>
              <TaskFiguresDetails figures={figures} />
            </Detail>
          )}
          {task.backlog !== null && (
            <Detail term="Waiting for it">{show(viewsOf(task.name).backlog, task.backlog).details}</Detail>
          )}
        </dl>
      </article>
      {mayOperate && <RunNowDialog task={task} open={isRunning} onClose={() => setRunning(false)} />}
    </Card>
  );
}

function Detail({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <dt className="text-xs font-medium text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LastRun({ run }: { readonly run: NonNullable<TaskView["lastRun"]> }) {
  const summary = run.error?.message ?? show(viewsOf(run.task).result, run.result).words;
  return (
    <div className="grid gap-1">
      <Link
        href={`/tasks/runs/${run.id}`}
        className="inline-flex min-h-6 items-center gap-2 justify-self-start rounded-sm hover:underline"
      >
        <RunStatusBadge status={run.status} />
        <RelativeTime at={run.finishedAt ?? run.startedAt ?? run.createdAt} />
      </Link>
      {summary !== "" && <p className="line-clamp-2 text-xs text-muted">{summary}</p>}
    </div>
  );
}
