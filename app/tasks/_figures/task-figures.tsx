import type { TaskFigures } from "#lib/task-runs/history/figures-schemas.ts";
import type { RunStatus } from "#lib/task-runs/schemas.ts";
import { statusLabels } from "../_run/run-statuses.ts";
import { durationText } from "../format-duration.ts";
import { successText } from "./success-text.ts";

/** Recent figures of a task: success rate, durations, and its last runs as a sparkline. */
export function TaskFiguresDetails({ figures }: { readonly figures: TaskFigures }) {
  const { runs, succeeded, p50Ms, p95Ms } = figures;
  return (
    <div className="grid gap-1.5">
      <p className="tabular-nums">
        {successText(succeeded, runs)} <span className="text-muted">of {runs.toLocaleString("en")} succeeded</span>
      </p>
      {p50Ms !== null && p95Ms !== null && (
        <p className="text-xs text-muted tabular-nums">
          Half took up to {durationText(p50Ms)}, 95% up to {durationText(p95Ms)}
        </p>
      )}
      <Sparkline recent={figures.recent} />
    </div>
  );
}

const fills: Readonly<Record<RunStatus, string>> = {
  queued: "fill-line-strong",
  running: "fill-info",
  succeeded: "fill-accent",
  failed: "fill-danger",
  canceled: "fill-warning",
};

const barWidth = 5;
const gap = 2;
const height = 24;
const lowest = 4;

/** A bar for each run: its height is the duration, its colour the status. */
function Sparkline({ recent }: Pick<TaskFigures, "recent">) {
  const longest = Math.max(1, ...recent.map(({ ms }) => ms ?? 0));
  const heightOf = (ms: number | null) => lowest + (height - lowest) * Math.sqrt(Math.max(0, ms ?? 0) / longest);
  return (
    <svg
      role="img"
      aria-label={sparklineText(recent)}
      width={recent.length * (barWidth + gap)}
      height={height}
      className="max-w-full"
    >
      {recent.map(({ id, status, ms }, index) => (
        <rect
          key={id}
          x={index * (barWidth + gap)}
          y={height - heightOf(ms)}
          width={barWidth}
          height={heightOf(ms)}
          rx={1}
          className={fills[status]}
        />
      ))}
    </svg>
  );
}

function sparklineText(recent: TaskFigures["recent"]): string {
  const counts = Object.entries(statusLabels).flatMap(([status, label]) => {
    const count = recent.filter((run) => run.status === status).length;
    return count === 0 ? [] : [`${count} ${label.toLowerCase()}`];
  });
  return `The last ${recent.length} runs: ${counts.join(", ")}`;
}
