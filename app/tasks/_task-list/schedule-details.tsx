"use client";

import { RelativeTime } from "#app/_time/relative-time.tsx";
import type { TaskView } from "#lib/tasks/views.ts";
import { cronText } from "./format-cron.ts";
import { zonedText } from "./format-zoned.ts";

type TaskSchedule = NonNullable<TaskView["schedule"]>;

/** A schedule in words and in cron, with the next five runs folded below. */
export function ScheduleDetails({ schedule }: { readonly schedule: TaskSchedule }) {
  const { cron, timeZone, paused, pause, nextRuns } = schedule;
  if (cron === null) return <span className="text-muted">Switched off in the environment</span>;
  const [next] = nextRuns;
  const words = cronText(cron);
  return (
    <div className="grid gap-1">
      <p className="flex min-h-6 flex-wrap items-center gap-x-2">
        {words ?? <code className="font-mono">{cron}</code>}
        <span className="text-xs text-muted">
          {words !== null && (
            <>
              <code className="font-mono">{cron}</code>{" "}
            </>
          )}
          {timeZone}
        </span>
      </p>
      {paused && <p className="text-xs break-words text-muted">{pauseText(pause)}: only “Run now” runs it.</p>}
      {next !== undefined && (
        <details className="group/next text-xs text-muted">
          <summary className="-mx-1 inline-flex min-h-6 items-center rounded-sm px-1 hover:text-ink pointer-coarse:min-h-11">
            <span className="underline decoration-line-strong decoration-dotted underline-offset-4">
              Next <RelativeTime at={next} due="any moment" />
            </span>
          </summary>
          <NextRuns nextRuns={nextRuns} timeZone={timeZone} />
        </details>
      )}
    </div>
  );
}

function pauseText(pause: TaskSchedule["pause"]): string {
  const by = pause?.by == null ? "" : ` by ${pause.by}`;
  return pause?.reason == null ? `Paused${by}` : `Paused${by} (${pause.reason})`;
}

function NextRuns({ nextRuns, timeZone }: Pick<TaskSchedule, "nextRuns" | "timeZone">) {
  const isUtc = timeZone === "UTC";
  return (
    <table className="mt-1.5 text-left tabular-nums">
      <caption className="sr-only">The next five runs</caption>
      <thead>
        <tr>
          <th className="pr-6 pb-1 font-medium">{timeZone}</th>
          {!isUtc && <th className="pr-6 pb-1 font-medium">UTC</th>}
          <th className="pb-1 font-medium">In</th>
        </tr>
      </thead>
      <tbody>
        {nextRuns.map((slot) => (
          <tr key={slot}>
            <td className="py-0.5 pr-6 text-ink">
              <time dateTime={slot}>{zonedText(new Date(slot), timeZone)}</time>
            </td>
            {!isUtc && <td className="py-0.5 pr-6">{zonedText(new Date(slot), "UTC")}</td>}
            <td className="py-0.5">
              <RelativeTime at={slot} due="any moment" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
