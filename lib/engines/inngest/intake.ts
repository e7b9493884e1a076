import { z } from "zod";
import type { RunRecorder } from "#lib/task-runs/recorder.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { NothingDue, ScheduleService } from "#lib/task-runs/schedules.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import { parseStoredPayload } from "#lib/tasks/parse.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";

/** What of an Inngest event matters here. */
export interface IncomingEvent {
  readonly name: string;
  readonly id?: string | undefined;
  readonly data?: unknown;
}

export type Intaken =
  | { readonly runId: string; readonly reason?: never }
  | { readonly runId: null; readonly reason: NothingDue };

/** Turns what triggered an Inngest function into a recorded run. */
export interface Intake {
  /**
   * Our own event names its run by its id; the cron trigger is a poke and claims the due slot; any other event, sent from the
   * dashboard say, gets a run of its own, once for each event id.
   * @throws {PermanentError} when such an event's data breaks the task's payload schema
   */
  record(task: StoredTask, event: IncomingEvent): Promise<Intaken>;
  /** Notes that Inngest gave up, for a run that no step could note it for. */
  failed(task: StoredTask, event: IncomingEvent, error: RunError): Promise<void>;
}

const CRON_EVENT = "inngest/scheduled.timer";

export function createIntake(parts: {
  readonly recorder: RunRecorder;
  readonly queries: RunQueries;
  readonly schedules: ScheduleService;
  readonly clock: () => Date;
}): Intake {
  const { recorder, queries, schedules, clock } = parts;

  const findRun = async (event: IncomingEvent) => {
    const runId = runIdOf(event);
    return runId === null ? null : queries.find(runId);
  };

  const recordForeign = async (task: StoredTask, event: IncomingEvent, payload: unknown) => {
    const { run } = await recorder.record(
      {
        task: task.name,
        trigger: "event",
        payload: parseStoredPayload(task, payload ?? {}),
        engine: "inngest",
        ...(event.id === undefined ? {} : { idempotencyKey: `inngest:${event.id}` }),
      },
      clock(),
    );
    return run;
  };

  return {
    async record(task, event) {
      if (event.name === CRON_EVENT) {
        const claim = await schedules.claimDueSlot(
          task.name,
          { payload: task.schedule?.payload ?? {}, engine: "inngest" },
          clock(),
        );
        return claim.run ? { runId: claim.run.id } : { runId: null, reason: claim.reason };
      }
      const run = (await findRun(event)) ?? (await recordForeign(task, event, event.data));
      return { runId: run.id };
    },

    async failed(_task, event, error) {
      const run = await findRun(event);
      if (run) await recorder.fail(run.id, error, { last: true }, clock());
    },
  };
}

/** Our own events are named by their run, with the attempt behind it after a hand-back (inngest-engine.ts). */
function runIdOf({ id }: IncomingEvent): string | null {
  return z.uuid().safeParse(id?.split(":")[0]).data ?? null;
}
