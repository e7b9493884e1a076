import { DomainError, type DomainErrorKind, type FieldError } from "#lib/errors.ts";
import type { Run, Schedule } from "#lib/task-runs/schemas.ts";
import type { TaskView } from "#lib/tasks/views.ts";
import { columns } from "./columns.ts";
import { WrongUse } from "./usage.ts";

/** The output of a command, as lines for a person and as one value for a script. */
export interface Output {
  readonly lines: readonly string[];
  readonly json: unknown;
}

/** Tasks with their schedules and latest runs. */
export function tasksOutput(tasks: readonly TaskView[]): Output {
  const rows = tasks.map(({ name, schedule, lastRun }) => [name, scheduleText(schedule), lastRunText(lastRun)]);
  return { lines: columns([["TASK", "SCHEDULE", "LATEST RUN"], ...rows]), json: { items: tasks } };
}

/** One task: its next and last run, and its backlog. */
export function taskOutput(task: TaskView): Output {
  const { name, title, schedule, lastRun, backlog } = task;
  const next = schedule?.nextRuns ?? [];
  return {
    lines: facts([
      ["task", name],
      ["title", title],
      ["schedule", scheduleText(schedule)],
      ...next.map((slot, index): Fact => [index === 0 ? "next" : " ", slot]),
      ["latest run", lastRunText(lastRun)],
      ["waiting", backlog === null ? null : JSON.stringify(backlog)],
    ]),
    json: task,
  };
}

/** Runs, newest first. */
export function runsOutput(page: { readonly items: readonly Run[]; readonly nextCursor: string | null }): Output {
  const rows = page.items.map((run) => [run.id, run.task, run.status, run.trigger, run.createdAt, summaryText(run)]);
  const heading = ["RUN", "TASK", "STATUS", "TRIGGER", "CREATED", "RESULT"];
  const lines = page.items.length === 0 ? ["No run matches."] : columns([heading, ...rows]);
  return {
    lines: page.nextCursor === null ? lines : [...lines, `There are more: add --cursor ${page.nextCursor}`],
    json: page,
  };
}

/** One run, whole. */
export function runOutput(run: Run): Output {
  const { failures, error } = run;
  const failed = failures.map(({ attempt, failedAt, error: { message } }) => [
    `  attempt ${attempt}`,
    failedAt,
    message,
  ]);
  return {
    lines: [
      ...facts([
        ["run", run.id],
        ["task", run.task],
        ["status", statusText(run)],
        ["trigger", run.trigger],
        ["engine", run.engine],
        ["attempt", String(run.attempt)],
        ["created", run.createdAt],
        ["started", run.startedAt],
        ["finished", run.finishedAt],
        ["slot", run.slot],
        ["payload", JSON.stringify(run.payload)],
        ["progress", run.progress === null ? null : JSON.stringify(run.progress)],
        ["result", run.result === null ? null : JSON.stringify(run.result)],
      ]),
      ...(failed.length > 0 ? ["failures", ...columns(failed)] : []),
      ...(error && failed.length === 0 ? [`error  ${error.message}`] : []),
      ...(error?.stack ? [error.stack] : []),
    ],
    json: run,
  };
}

type Fact = readonly [name: string, value: string | null];

/** A line for each fact that there is. */
function facts(all: readonly Fact[]): string[] {
  return columns(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** A schedule after it was paused or resumed. */
export function scheduleOutput(schedule: Schedule): Output {
  const { task, paused, cron } = schedule;
  const off = cron === null ? " It is off all the same, as the environment says." : "";
  return { lines: [`${task} ${paused ? "is paused" : "runs by its schedule again"}.${off}`], json: schedule };
}

/** An error as a script reads it. */
export interface ErrorOutput {
  readonly kind: DomainErrorKind | "wrong-use" | "internal";
  readonly message: string;
  readonly fields: readonly FieldError[];
}

export function errorOutput(error: unknown): ErrorOutput {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WrongUse) return { kind: "wrong-use", message, fields: [] };
  if (error instanceof DomainError) return { kind: error.kind, message, fields: error.fields };
  return { kind: "internal", message, fields: [] };
}

function statusText({ status, cancelRequestedAt, heldAt, finishedAt }: Run): string {
  if (heldAt !== null && finishedAt === null) return `${status}, held until you release it`;
  return cancelRequestedAt !== null && finishedAt === null ? `${status}, to be canceled after its batch` : status;
}

function summaryText({ error, result }: Run): string {
  const text = error?.message ?? (result === null ? "" : JSON.stringify(result));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const longest = 80;

function scheduleText(schedule: TaskView["schedule"]): string {
  if (schedule === null) return "on request";
  if (schedule.cron === null) return "off";
  const state = schedule.paused ? "paused" : schedule.overdue ? "overdue" : null;
  return `${schedule.cron} ${schedule.timeZone}${state === null ? "" : `, ${state}`}`;
}

function lastRunText(run: Run | null): string {
  return run === null ? "never ran" : `${run.status} ${run.finishedAt ?? run.startedAt ?? run.createdAt} ${run.id}`;
}
