import type { RunDetails } from "#lib/task-runs/history/run-details-schemas.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { viewsOf } from "../_views/task-views.tsx";
import { show } from "../_views/view.tsx";
import { durationText } from "../format-duration.ts";
import { statusLabels } from "./run-statuses.ts";

/** Something that happened to a run. */
export interface TimelineEntry {
  readonly at: string;
  readonly text: string;
  readonly tone: "neutral" | "info" | "accent" | "warning" | "danger";
}

/** A wait that is worth a word. */
const worthSayingMs = 1_000;

/** The events of a run, oldest first: queued, attempts, their progress and failures, waits, and the end. */
export function timelineOf(run: Run, log: RunDetails["log"]): TimelineEntry[] {
  const entries = [...beginning(run), ...attempts(run, log), ...failures(run), ...ending(run)];
  return entries.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(withWait);
}

function beginning({ createdAt, slot, trigger }: Run): TimelineEntry[] {
  const why = slot === null ? `by ${triggerWords[trigger]}` : trigger === "catch-up" ? "to catch up" : "by schedule";
  return [{ at: createdAt, text: `Queued ${why}`, tone: "neutral" }];
}

const triggerWords: Readonly<Record<Run["trigger"], string>> = {
  schedule: "schedule",
  "catch-up": "schedule, late",
  api: "the API",
  console: "the console",
  cli: "the command line",
  event: "an event",
};

/** Runs of earlier versions have no log: of them only the first start is known. */
function attempts(run: Run, log: RunDetails["log"]): TimelineEntry[] {
  const isLogged = log.some(({ kind }) => kind === "started");
  const first: TimelineEntry[] =
    isLogged || run.startedAt === null ? [] : [{ at: run.startedAt, text: startText(1), tone: "info" }];
  const { progress } = viewsOf(run.task);
  return [
    ...first,
    ...log.map((line): TimelineEntry => {
      if (line.kind === "started") return { at: line.at, text: startText(line.attempt), tone: "info" };
      if (line.kind === "message") {
        return { at: line.at, text: line.text, tone: line.level === "warn" ? "warning" : "neutral" };
      }
      return { at: line.at, text: show(progress, line.progress).words || "Made progress", tone: "neutral" };
    }),
  ];
}

const startText = (attempt: number) => `Attempt ${attempt} started`;

function failures({ failures: failed }: Run): TimelineEntry[] {
  return failed.map(({ attempt, failedAt, error }) => ({
    at: failedAt,
    text: `Attempt ${attempt} failed: ${error.message}`,
    tone: "danger",
  }));
}

const endTones = { succeeded: "accent", failed: "danger", canceled: "warning" } as const;

function ending({ cancelRequestedAt, finishedAt, status }: Run): TimelineEntry[] {
  const isAsked = cancelRequestedAt !== null && cancelRequestedAt !== finishedAt;
  return [
    ...(isAsked ? [{ at: cancelRequestedAt, text: "Asked to stop", tone: "warning" } as const] : []),
    ...(finishedAt !== null && (status === "succeeded" || status === "failed" || status === "canceled")
      ? [{ at: finishedAt, text: statusLabels[status], tone: endTones[status] }]
      : []),
  ];
}

/** A start says how long the run waited for it. */
function withWait(entry: TimelineEntry, index: number, all: readonly TimelineEntry[]): TimelineEntry {
  const before = all[index - 1];
  if (before === undefined || !entry.text.endsWith(" started")) return entry;
  const ms = Date.parse(entry.at) - Date.parse(before.at);
  return ms < worthSayingMs ? entry : { ...entry, text: `${entry.text} after a wait of ${durationText(ms)}` };
}
