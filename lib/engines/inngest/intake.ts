import { z } from "zod";
import type { RunRecorder } from "#lib/task-runs/recorder.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { NothingDue, ScheduleService } from "#lib/task-runs/schedules.ts";
import type { Run, RunError } from "#lib/task-runs/schemas.ts";
import { parseStoredPayload } from "#lib/tasks/parse.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { Poke } from "../poke.ts";
import { toRunError } from "../run-errors.ts";

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
   * Our own event names its run by its id; the cron trigger is a poke: it claims the due slot and hands over what was left
   * behind; any other event, sent from the dashboard say, gets a run of its own, once for each event id.
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
  readonly poke: Poke;
  readonly clock: () => Date;
}): Intake {
  const { recorder, queries, schedules, poke, clock } = parts;

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
        ...(event.id === undefined ? {} : { idempotencyKey: foreignKey(event.id) }),
      },
      clock(),
    );
    return run;
  };

  const poked = async (task: StoredTask) => {
    await poke.handOverStranded(clock());
    return schedules.claimDueSlot(task.name, { payload: task.schedule?.payload ?? {}, engine: "inngest" }, clock());
  };

  return {
    async record(task, event) {
      const taken =
        event.name === CRON_EVENT
          ? await poked(task)
          : { run: (await findRun(event)) ?? (await recordForeign(task, event, event.data)) };
      if (!taken.run) return { runId: null, reason: taken.reason };
      // Inngest has it, so no poke needs to hand it over, even where the process that did so crashed before it noted that.
      await recorder.markHandedOver(taken.run, clock());
      return { runId: taken.run.id };
    },

    async failed(task, event, error) {
      const run =
        (await findRun(event)) ?? (event.id === undefined ? null : await queries.findByKey(foreignKey(event.id)));
      if (run) await recorder.giveUp(run.id, misfit(task, run) ?? error, clock());
    },
  };
}

/** Inngest's SDK refuses a payload that fits no more in words of its own: here it reads as on any engine. */
function misfit(task: StoredTask, run: Run): RunError | null {
  try {
    parseStoredPayload(task, run.payload);
    return null;
  } catch (refused) {
    return toRunError(refused);
  }
}

/** Makes one run of an event that isn't ours, however often Inngest asks. */
function foreignKey(eventId: string): string {
  return `inngest:${eventId}`;
}

/** Our own events are named by their run, with the attempt behind it after a hand-back (inngest-engine.ts). */
function runIdOf({ id }: IncomingEvent): string | null {
  return z.uuid().safeParse(id?.split(":")[0]).data ?? null;
}
