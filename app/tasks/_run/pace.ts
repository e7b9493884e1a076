import type { Run } from "#lib/task-runs/schemas.ts";
import { durationText } from "../format-duration.ts";

/** The progress of a run: the amount done, and the total where that is known. */
export interface Amount {
  readonly done: number;
  readonly total: number | null;
}

/** The speed of a run, and the time left at that speed. */
export interface Pace {
  readonly perSecond: number;
  /** In milliseconds; null where nobody knows how much is left. */
  readonly leftMs: number | null;
}

/** The pace of a run since its start; null before anything is done. */
export function paceOf({ done, total }: Amount, { startedAt }: Pick<Run, "startedAt">, now: Date): Pace | null {
  const ms = startedAt === null ? 0 : now.getTime() - Date.parse(startedAt);
  if (ms <= 0 || done <= 0) return null;
  const perSecond = done / (ms / 1000);
  return { perSecond, leftMs: total === null ? null : Math.max(0, ((total - done) / perSecond) * 1000) };
}

/** "About 40 a second, 3 min left"; says so where nobody knows how much is left. */
export function paceText(pace: Pace | null): string {
  if (pace === null) return "There is no estimate yet.";
  const speed = `About ${Math.max(1, Math.round(pace.perSecond)).toLocaleString("en")} a second`;
  if (pace.leftMs === null) return `${speed}. How much is left is not known.`;
  return `${speed}, ${durationText(pace.leftMs)} left`;
}
