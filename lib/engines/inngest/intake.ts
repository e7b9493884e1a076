import { z } from "zod";
import { toRunError } from "#lib/runner/run-errors.ts";
import type { Poke } from "#lib/scheduler/scheduler.ts";
import type { RunRecorder } from "#lib/task-runs/recorder.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { NothingDue, ScheduleService } from "#lib/task-runs/schedules.ts";
import type { Run, RunError } from "#lib/task-runs/schemas.ts";
import { parseStoredPayload } from "#lib/tasks/parse.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";

/** What of an Inngest event matters here. */
export interface IncomingEvent {
  readonly name: string;
  readonly id?: string | undefined;
  readonly data?: unknown;
}

/** A run of a function at Inngest: by what it was triggered, and its id there. */
export interface Trigger {
  readonly event: IncomingEvent;
  readonly engineRunId: string;
}

export type Intaken =
  | { readonly runId: string; readonly reason?: never }
  | { readonly runId: null; readonly reason: NothingDue };

/** Turns what triggered an Inngest function into a recorded run. */
export interface Intake {
  /**
   * Our own event names its run by its id; the cron trigger is a poke: it claims the due slot and hands over what was left
   * behind; any other event, sent from the dashboard say, gets a run of its own, once for each event id.
   * @throws {PermanentError} when such an event's data breaks the task's payload schema
   */
  record(task: StoredTask, trigger: Trigger): Promise<Intaken>;
  /** Notes that Inngest gave up, also where no step ever ran. */
  failed(task: StoredTask, trigger: Trigger, error: RunError): Promise<void>;
  /** Notes that somebody canceled the run at Inngest. */
  canceled(task: StoredTask, trigger: Trigger): Promise<void>;
}

const CRON_EVENT = "inngest/scheduled.timer";

export function createIntake(parts: {
  readonly recorder: RunRecorder;
  readonly queries: RunQueries;
  readonly schedules: ScheduleService;
  readonly poke: Poke;
  readonly clock: () => Date;
}): Intake {
  const { recorder, queries, schedules, poke, clock } = parts;

  const recordForeign = async (task: StoredTask, event: IncomingEvent) => {
    const { run } = await recorder.record(
      {
        task: task.name,
        trigger: "event",
        payload: parseStoredPayload(task, event.data ?? {}),
        engine: "inngest",
        ...(event.id === undefined ? {} : { idempotencyKey: foreignKey(event.id) }),
      },
      clock(),
    );
    return run;
  };

  /** Inngest repeats a call whose answer got lost: the slot that it claimed is still its own. */
  const poked = async (task: StoredTask, engineRunId: string) => {
    const claimed = await queries.findByEngineRun(engineRunId);
    if (claimed) return { run: claimed };
    await poke.handOverStranded(clock());
    const request = { payload: task.schedule?.payload ?? {}, engine: "inngest", engineRunId } as const;
    return schedules.claimDueSlot(task.name, request, clock());
  };

  const recorded = async (event: IncomingEvent): Promise<Run | null> => {
    const runId = runIdOf(event);
    const own = runId === null ? null : await queries.find(runId);
    return own ?? (event.id === undefined ? null : await queries.findByKey(foreignKey(event.id)));
  };

  /** The run that Inngest has ended; null where there is none, or where Inngest has it a second time. */
  const ended = async (task: StoredTask, { event, engineRunId }: Trigger): Promise<Run | null> => {
    const known = await queries.findByEngineRun(engineRunId);
    if (known || event.name === CRON_EVENT) return known;
    const run = (await recorded(event)) ?? (isMisfit(task, event.data ?? {}) ? null : await recordForeign(task, event));
    return run?.engineRunId ? null : run;
  };

  return {
    async record(task, { event, engineRunId }) {
      const taken =
        event.name === CRON_EVENT
          ? await poked(task, engineRunId)
          : { run: (await recorded(event)) ?? (await recordForeign(task, event)) };
      if (!taken.run) return { runId: null, reason: taken.reason };
      // Inngest has it, so no poke needs to hand it over, even where the process that did so crashed before it noted that.
      await recorder.noteEngineRun(taken.run.id, engineRunId, clock());
      return { runId: taken.run.id };
    },

    async failed(task, trigger, error) {
      const run = await ended(task, trigger);
      if (run) await recorder.giveUp(run.id, misfit(task, run.payload) ?? error, clock());
    },

    async canceled(task, trigger) {
      const run = await ended(task, trigger);
      if (run) await recorder.endCanceled(run.id, clock());
    },
  };
}

/** Inngest's SDK refuses a payload that doesn't fit in words of its own: here it reads as on any engine. */
function misfit(task: StoredTask, payload: unknown): RunError | null {
  try {
    parseStoredPayload(task, payload);
    return null;
  } catch (refused) {
    return toRunError(refused);
  }
}

const isMisfit = (task: StoredTask, payload: unknown) => misfit(task, payload) !== null;

/** Makes one run of an event that isn't ours, however often Inngest asks. */
function foreignKey(eventId: string): string {
  return `inngest:${eventId}`;
}

/** Our own events are named by their run, with the attempt behind it after a hand-back (inngest-engine.ts). */
function runIdOf({ id }: IncomingEvent): string | null {
  return z.uuid().safeParse(id?.split(":")[0]).data ?? null;
}
