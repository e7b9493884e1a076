import type { Run } from "#lib/task-runs/schemas.ts";

export type Json = Run["payload"];

/** Whether something can still happen to a run. */
export function isActive({ status }: Pick<Run, "status">): boolean {
  return status === "queued" || status === "running";
}

const isoInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Whether a value of a payload or result is an instant, to be shown in the reader's zone. */
export function isInstant(value: Json): value is string {
  return typeof value === "string" && isoInstant.test(value);
}

export interface JsonField {
  readonly name: string;
  readonly value: Json;
}

/** The fields of a payload or result, most telling first: counts, other values, instants, groups. Null for no object. */
export function jsonFields(value: Json): JsonField[] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const rank = ({ name, value: field }: JsonField) => {
    if (typeof field === "object" && field !== null) return 3;
    if (isInstant(field)) return 2;
    return name.endsWith("Count") ? 0 : 1;
  };
  return Object.entries(value)
    .map(([name, field]) => ({ name, value: field }))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** A name of a field in words: `deletedCount` is "Deleted count". */
export function fieldText(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A result in a few words, e.g. "deletedCount 12, batches 1"; instants are left out, the row has its times. */
export function resultSummary(result: Json | null): string {
  if (result === null) return "";
  const fields = jsonFields(result);
  if (fields === null) return JSON.stringify(result);
  return fields
    .filter(({ value }) => !isInstant(value) && (typeof value !== "object" || value === null))
    .map(({ name, value }) => `${name} ${value}`)
    .join(", ");
}

export function todosText(count: number): string {
  return count === 1 ? "1 todo" : `${count} todos`;
}

/** How long something took, e.g. "12 ms", "1.5 s", "42 s", "3 min 5 s". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${Math.round(seconds - minutes * 60)} s`;
}

/** How long a run took in milliseconds; null while it hasn't started or isn't finished. */
export function runDurationMs({ startedAt, finishedAt }: Pick<Run, "startedAt" | "finishedAt">): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}

/** Runs of the table, where many of the same task that all went well by schedule are folded into one entry. */
export type RunEntry =
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "fold"; readonly runs: readonly Run[] };

const foldFrom = 4;

/** Folds what would otherwise push everything interesting out of sight: a heartbeat a minute. */
export function foldRuns(runs: readonly Run[]): RunEntry[] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group !== undefined && first !== undefined && isQuiet(run) && isQuiet(first) && first.task === run.task)
      group.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group): RunEntry[] =>
    group.length >= foldFrom
      ? [...group.slice(0, 1).map((run) => ({ kind: "run" as const, run })), { kind: "fold", runs: group.slice(1) }]
      : group.map((run) => ({ kind: "run", run })),
  );
}

function isQuiet(run: Run): boolean {
  return run.status === "succeeded" && run.trigger === "schedule";
}
