import { Link } from "#app/_ui/links/link.tsx";
import { missedCountMax } from "#lib/task-runs/limits.ts";
import type { MissedSlots } from "#lib/task-runs/schedule/missed-slots.ts";
import { zonedText } from "../_task-list/format-zoned.ts";

/** The slots without a run of their own: skipped, or caught up by a later run. Folded, since it is rarely needed. */
export function MissedSlotsList({
  missed,
  timeZone,
}: {
  readonly missed: readonly MissedSlots[];
  readonly timeZone: string;
}) {
  if (missed.length === 0) return <p className="text-muted">No slot was missed lately.</p>;
  return (
    <details>
      <summary className="inline-flex min-h-6 items-center rounded-sm text-muted underline decoration-dotted underline-offset-4 pointer-coarse:min-h-11">
        Missed slots
      </summary>
      <ul aria-label="Missed slots" className="mt-2 grid gap-1.5">
        {missed.map((each) => (
          <li key={`${each.firstSlot} ${each.outcome}`}>
            {rangeText(each, timeZone)}:{" "}
            {each.runId === null ? (
              "skipped, since the schedule was paused"
            ) : (
              <>
                caught up by{" "}
                <Link href={`/tasks/runs/${each.runId}`} className="text-accent underline underline-offset-2">
                  one run
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function rangeText({ firstSlot, lastSlot, count }: MissedSlots, timeZone: string): string {
  const first = zonedText(new Date(firstSlot), timeZone);
  if (count === 1) return first;
  const slots = count >= missedCountMax ? `${missedCountMax} slots or more` : `${count} slots`;
  return count >= missedCountMax
    ? `${slots} from ${first}`
    : `${slots} from ${first} to ${zonedText(new Date(lastSlot), timeZone)}`;
}
