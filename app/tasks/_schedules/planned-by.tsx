import { Alert } from "#app/_feedback/alert.tsx";
import type { ScheduleView } from "#lib/tasks/schedule-view.ts";

/** The sources of a schedule: code, environment and database. Warns where they disagree. */
export function PlannedBy({ schedule }: { readonly schedule: ScheduleView }) {
  const { code, environment, declared, stored, differs } = schedule;
  return (
    <>
      {differs && stored !== null && (
        <Alert>
          {declared === null
            ? `This version of Tidy has no such task, and another one has stored “${timetableText(stored)}”.`
            : `This process plans “${timetableText(declared)}”, and “${timetableText(stored)}” is stored and in force.`}{" "}
          Another version of Tidy or another environment is at work. Restart the processes with the same version and
          environment: the one that starts last stores its own.
        </Alert>
      )}
      {environment !== null && code !== null && (
        <p className="text-muted">
          <code className="font-mono text-xs">{environment.variable}</code> in the environment{" "}
          {environment.cron === null ? "switches it off" : `makes it “${environment.cron}”`}; the code says “{code.cron}
          ”.
        </p>
      )}
      {stored === null && <p className="text-muted">Not stored yet: no process has started with it.</p>}
    </>
  );
}

function timetableText({ cron, timeZone }: { readonly cron: string | null; readonly timeZone: string }): string {
  return cron === null ? "off" : `${cron} ${timeZone}`;
}
