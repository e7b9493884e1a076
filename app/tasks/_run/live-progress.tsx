"use client";

import { useQuery } from "@tanstack/react-query";
import { Section } from "#app/_ui/section.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { taskOptions } from "../_requests/task-queries.ts";
import { DetailsBox } from "../_views/details-box.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { amountOf, show } from "../_views/view.tsx";
import { paceOf, paceText } from "./pace.ts";

/** The saved progress of a run; while it runs, also its speed and the time left. */
export function LiveProgress({ run, at }: { readonly run: Run; readonly at: string | null }) {
  const views = viewsOf(run.task);
  const isRunning = run.status === "running";
  // The backlog of a task is the work of a run without a payload.
  const isWhole = JSON.stringify(run.payload) === "{}";
  const { data: task } = useQuery({
    ...taskOptions(run.task),
    enabled: isRunning && isWhole && views.backlog?.left !== undefined,
  });
  if (run.progress === null || run.status === "succeeded") return null;
  const amount = amountOf(views, run.progress, isWhole ? (task?.backlog ?? null) : null);
  const pace = amount === null || at === null || !isRunning ? null : paceOf(amount, run, new Date(at));
  return (
    <Section title="Progress" description="Saved, so that a later attempt continues from here.">
      <div className="grid gap-3">
        {amount !== null && amount.total !== null && amount.total > 0 && (
          <progress
            aria-label="Progress"
            className="h-2 w-full accent-accent"
            max={amount.total}
            value={Math.min(amount.done, amount.total)}
          />
        )}
        {isRunning && <p className="text-sm text-muted tabular-nums">{paceText(pace)}</p>}
        <DetailsBox>{show(views.progress, run.progress).details}</DetailsBox>
      </div>
    </Section>
  );
}
