"use client";

import { useQuery } from "@tanstack/react-query";
import { Alert } from "#app/_feedback/alert.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { OpenAlerts } from "../_alerts/open-alerts.tsx";
import { DayCharts } from "../_figures/day-charts.tsx";
import { EngineState } from "../_figures/engine-state.tsx";
import { figuresOptions, taskListOptions } from "../_requests/task-queries.ts";
import { useLiveRuns } from "../_requests/use-live-runs.ts";
import { TaskCard } from "./task-card.tsx";

/** The console: every task with its schedule and its last run. */
export function TasksPage() {
  useLiveRuns();
  const { data: figures } = useQuery(figuresOptions());
  const { data: tasks, isError } = useQuery(taskListOptions());
  return (
    <>
      <PageHeading
        title="Tasks"
        description="What Tidy does in the background, when it does it next, and how it went."
        actions={figures !== undefined && <EngineState engine={figures.engine} />}
      />
      <div className="grid grid-cols-1 gap-8">
        <OpenAlerts />
        {isError && <Alert>Couldn’t load the tasks. Trying again…</Alert>}
        {tasks === undefined ? (
          !isError && <ListSkeleton label="Loading the tasks…" />
        ) : (
          <section aria-label="All tasks" className="grid grid-cols-1 gap-3">
            {tasks.map((task) => (
              <TaskCard
                key={task.name}
                task={task}
                figures={figures?.tasks.find((each) => each.task === task.name) ?? null}
              />
            ))}
          </section>
        )}
        {figures !== undefined && <DayCharts days={figures.days} />}
      </div>
    </>
  );
}
