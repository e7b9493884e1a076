import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Card } from "#app/_ui/card.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { ScheduleView } from "#lib/tasks/schedule-view.ts";
import { cronText } from "../_task-list/format-cron.ts";
import { zonedText } from "../_task-list/format-zoned.ts";
import { MissedSlotsList } from "./missed-slots-list.tsx";
import { PlannedBy } from "./planned-by.tsx";
import { ScheduleActions } from "./schedule-actions.tsx";

/** One schedule: its next slot, its pause, its missed slots and its sources. */
export function ScheduleCard({ schedule }: { readonly schedule: ScheduleView }) {
  const { task, title, stored, declared, next, differs, missed } = schedule;
  const headingId = `schedule-${task.replace("/", "-")}`;
  const zone = stored?.timeZone ?? declared?.timeZone ?? "UTC";
  const cron = stored === null ? null : stored.cron;
  const nextSlot =
    next === null || next.runId !== null
      ? null
      : { at: next.slot, text: `the slot of ${zonedText(new Date(next.slot), zone)} (${zone})` };
  return (
    <Card>
      <article aria-labelledby={headingId} className="grid grid-cols-1 gap-3 p-4 text-sm sm:p-5">
        <header className="flex flex-wrap items-start justify-between gap-3">
          <div className="grid min-w-0 gap-1">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h2 id={headingId} className="text-base font-semibold">
                {title}
              </h2>
              {stored?.paused === true && <Badge tone="warning">Paused</Badge>}
              {differs && <Badge tone="danger">Differs</Badge>}
            </div>
            <p className="text-muted">
              {cron === null ? "Switched off" : (cronText(cron) ?? cron)} · {zone} ·{" "}
              <code className="font-mono text-xs">{task}</code>
            </p>
          </div>
          {cron !== null && declared !== null && (
            <ScheduleActions task={{ name: task, title }} paused={stored?.paused === true} nextSlot={nextSlot} />
          )}
        </header>
        {stored?.pause != null && <PauseDetails pause={stored.pause} />}
        {next !== null && (
          <p>
            Next: <time dateTime={next.slot}>{zonedText(new Date(next.slot), zone)}</time>,{" "}
            <RelativeTime at={next.slot} due="any moment" />
            {next.runId !== null && (
              <>
                {" "}
                — somebody has run it already:{" "}
                <Link href={`/tasks/runs/${next.runId}`} className="text-accent underline underline-offset-2">
                  its run
                </Link>
              </>
            )}
          </p>
        )}
        <PlannedBy schedule={schedule} />
        <MissedSlotsList missed={missed} timeZone={zone} />
      </article>
    </Card>
  );
}

type Pause = NonNullable<NonNullable<ScheduleView["stored"]>["pause"]>;

/** The author, time and reason of a pause, as far as they are known. */
function PauseDetails({ pause: { by, at, reason } }: { readonly pause: Pause }) {
  return (
    <p className="text-pretty break-words">
      Paused{by !== null && ` by ${by}`}
      {at !== null && (
        <>
          {" "}
          <RelativeTime at={at} />
        </>
      )}
      {reason === null ? "." : `: “${reason}”`}
    </p>
  );
}
