"use client";

import { useQuery } from "@tanstack/react-query";
import { Alert } from "#app/_feedback/alert.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { schedulesOptions } from "../_requests/task-queries.ts";
import { useLiveRuns } from "../_requests/use-live-runs.ts";
import { ScheduleCard } from "./schedule-card.tsx";

/** Every schedule: its sources, its pause and its missed slots. Updates itself. */
export function SchedulesPage() {
  useLiveRuns();
  const { data: schedules, isError } = useQuery(schedulesOptions());
  return (
    <>
      <PageHeading
        title="Schedules"
        description="When tasks run by themselves, who paused them and why, and what became of slots that were missed."
      />
      <div className="grid grid-cols-1 gap-3">
        {isError && <Alert>Couldn’t load the schedules. Trying again…</Alert>}
        {schedules === undefined && !isError && <ListSkeleton label="Loading the schedules…" />}
        {schedules?.map((schedule) => (
          <ScheduleCard key={schedule.task} schedule={schedule} />
        ))}
      </div>
    </>
  );
}
