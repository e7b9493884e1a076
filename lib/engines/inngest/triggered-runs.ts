import { z } from "zod";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { NotDueReason, ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Run, RunError } from "#lib/task-runs/schemas.ts";
import { parseStoredPayload } from "#lib/tasks/parse.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { toRunError } from "#lib/tasks/run-error.ts";

/** An event as Inngest sends it. */
export interface InngestEvent {
  readonly name: string;
  readonly id?: string | undefined;
  readonly data?: unknown;
}

/** The trigger of a function run at Inngest, and Inngest's id for that run. */
export interface Trigger {
  readonly event: InngestEvent;
  readonly engineRunId: string;
}

export type TriggeredRun =
  | { readonly runId: string; readonly reason?: never }
  | { readonly runId: null; readonly reason: NotDueReason };

/** Finds or records the run for the trigger of an Inngest function. */
export interface TriggeredRuns {
  /**
   * Finds or records the run: an event of ours names its run by its id; the cron trigger claims the due slot; any other
   * event, e.g. one sent from the dashboard, gets a run of its own, once for each event id.
   * @throws {PermanentError} when such an event's data breaks the task's payload schema
   */
  record(task: StoredTask, trigger: Trigger): Promise<TriggeredRun>;
  /** Records that Inngest gave up, even where no step ever ran. */
  fail(task: StoredTask, trigger: Trigger, error: RunError): Promise<void>;
  /** Records that somebody canceled the run at Inngest. */
  cancel(task: StoredTask, trigger: Trigger): Promise<void>;
}

const CRON_EVENT = "inngest/scheduled.timer";

export const isCron = (event: Pick<InngestEvent, "name">) => event.name === CRON_EVENT;

export function createTriggeredRuns(parts: {
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly schedules: ScheduleStore;
  readonly clock: () => Date;
}): TriggeredRuns {
  const { store, queries, schedules, clock } = parts;

  const recordForeign = async (task: StoredTask, event: InngestEvent) => {
    const { run } = await store.record(
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
  const claim = async (task: StoredTask, engineRunId: string) => {
    const claimed = await queries.findByEngineRun(engineRunId);
    if (claimed) return { run: claimed };
    const request = { payload: task.schedule?.payload ?? {}, engine: "inngest", engineRunId } as const;
    return schedules.claimDueSlot(task.name, request, clock());
  };

  const findRecorded = async (event: InngestEvent): Promise<Run | null> => {
    const runId = runIdOf(event);
    const own = runId === null ? null : await queries.find(runId);
    return own ?? (event.id === undefined ? null : await queries.findByKey(foreignKey(event.id)));
  };

  /** The run that Inngest has ended; null where there is none, or where another function run at Inngest executes it. */
  const findEnded = async (task: StoredTask, { event, engineRunId }: Trigger): Promise<Run | null> => {
    const known = await queries.findByEngineRun(engineRunId);
    if (known || isCron(event)) return known;
    const recorded = await findRecorded(event);
    const run = recorded ?? (payloadError(task, event.data ?? {}) === null ? await recordForeign(task, event) : null);
    return run?.engineRunId ? null : run;
  };

  return {
    async record(task, { event, engineRunId }) {
      const found = isCron(event)
        ? await claim(task, engineRunId)
        : { run: (await findRecorded(event)) ?? (await recordForeign(task, event)) };
      if (!found.run) return { runId: null, reason: found.reason };
      // Also marks it as dispatched, in case the process that dispatched it crashed before it recorded that.
      await store.linkEngineRun(found.run.id, engineRunId, clock());
      return { runId: found.run.id };
    },

    async fail(task, trigger, error) {
      const run = await findEnded(task, trigger);
      if (run) await store.failRun(run.id, payloadError(task, run.payload) ?? error, clock());
    },

    async cancel(task, trigger) {
      const run = await findEnded(task, trigger);
      if (run) await store.cancelRun(run.id, clock());
    },
  };
}

/** The error of a payload that breaks the task's schema, worded as on any engine; null for a valid one. */
function payloadError(task: StoredTask, payload: unknown): RunError | null {
  try {
    parseStoredPayload(task, payload);
    return null;
  } catch (refused) {
    return toRunError(refused);
  }
}

/** The idempotency key of an event that isn't ours, so that it gets one run however often Inngest calls. */
function foreignKey(eventId: string): string {
  return `inngest:${eventId}`;
}

/** The id of our own events is the run's, followed by the attempt after a requeue (inngest-engine.ts). */
function runIdOf({ id }: InngestEvent): string | null {
  return z.uuid().safeParse(id?.split(":")[0]).data ?? null;
}
