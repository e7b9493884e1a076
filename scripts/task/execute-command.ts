import type { AuditedAct } from "#lib/auth/audit/audit-entry.ts";
import { commandLineOperator } from "#lib/auth/audit/operator.ts";
import type { App } from "#lib/composition/create-app.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { previewBulk } from "./bulk.ts";
import { type ExitCode, exitCodeOfRun, exitCodes } from "./exit-codes.ts";
import { type Output, runOutput, runsOutput, scheduleOutput, taskOutput, tasksOutput } from "./output.ts";
import type { TaskCommand, Waiting } from "./task-command.ts";

/** A command that needs the app: all but `help`. */
export type AppCommand = Exclude<TaskCommand, { verb: "help" }>;

export interface Outcome extends Output {
  readonly exitCode: ExitCode;
}

interface Surroundings {
  readonly app: App;
  /** Ends waiting and executing. */
  readonly signal: AbortSignal;
  /** Prints a remark for a person. */
  readonly say: (line: string) => void;
}

/** Executes a command. @throws {DomainError} where that is not possible */
export async function executeCommand(command: AppCommand, surroundings: Surroundings): Promise<Outcome> {
  const { app, signal } = surroundings;
  const now = new Date();
  const audit = (act: AuditedAct) => app.auth.audit.record(act, commandLineOperator(), new Date());
  switch (command.verb) {
    case "list":
      return done(tasksOutput(await app.tasks.list(now)));
    case "runs":
      return done(runsOutput(await app.runs.list(command.query)));
    case "show":
      return done(runOutput(await app.runs.get(command.runId)));
    case "show-task":
      return done(taskOutput(await app.tasks.view(app.tasks.byName(command.task), now)));
    case "preview": {
      const preview = await app.tasks.preview(app.tasks.byName(command.task), command.payload, now);
      return done({ lines: [JSON.stringify(preview, null, 2)], json: preview });
    }
    case "pause": {
      const { reason } = command;
      const by = commandLineOperator();
      const schedule = await app.schedules.pause(app.tasks.byName(command.task), { by, reason, at: now });
      await audit({ action: "schedule-paused", task: schedule.task, details: reason === null ? {} : { reason } });
      return done(scheduleOutput(schedule));
    }
    case "resume": {
      const schedule = await app.schedules.resume(app.tasks.byName(command.task), now);
      await audit({ action: "schedule-resumed", task: schedule.task });
      return done(scheduleOutput(schedule));
    }
    case "cancel": {
      const run = await app.runs.cancel(command.runId, now);
      await audit({ action: "run-canceled", task: run.task, runId: run.id });
      const words = run.status === "canceled" ? "is canceled" : "stops after its batch";
      return done({ lines: [`${run.task} ${words} (run ${run.id})`], json: run });
    }
    case "release": {
      const run = await app.runs.release(command.runId);
      await audit({ action: "run-released", task: run.task, runId: run.id });
      return await started(run, command, surroundings);
    }
    case "retry": {
      const run = await app.runs.retry(command.runId, { trigger: "cli" });
      const details = { startedRunId: run.id };
      await audit({ action: "run-retried", task: run.task, runId: command.runId, details });
      return await started(run, command, surroundings);
    }
    case "restore": {
      const run = await app.runs.restore(command.runId, { trigger: "cli" });
      await audit({ action: "run-restored", runId: command.runId, details: { startedRunId: run.id } });
      return await started(run, command, surroundings);
    }
    case "unconfirmed":
      return { ...(await previewBulk(app, command, now)), exitCode: exitCodes.wrongUse };
    case "run": {
      const task = app.tasks.byName(command.task);
      if (command.enqueue) {
        const { run } = await app.runs.enqueue(task, command.payload, { trigger: "cli" });
        await audit({ action: "run-enqueued", task: run.task, runId: run.id });
        return await started(run, command, surroundings);
      }
      const startedAt = performance.now();
      const run = await app.runs.execute(task, command.payload, { trigger: "cli", signal });
      await audit({ action: "run-enqueued", task: run.task, runId: run.id });
      return outcomeOf(run, { startedAt, waited: true });
    }
  }
}

/** The outcome of a run that was dispatched to the engine, after waiting for it if so asked. */
async function started(run: Run, { wait, timeoutSeconds }: Waiting, { app, signal, say }: Surroundings) {
  const startedAt = performance.now();
  if (app.requestExecution) say("The next call of a scheduler executes the run (/api/cron).");
  if (run.dispatchedAt === null) say("The engine is out of reach: the run stays queued until it isn't.");
  const last = wait ? await app.runs.wait(run.id, { timeoutMs: timeoutSeconds * 1000, signal }) : run;
  return outcomeOf(last, { startedAt, waited: wait });
}

function outcomeOf(run: Run, { startedAt, waited }: { startedAt: number; waited: boolean }): Outcome {
  const seconds = (performance.now() - startedAt) / 1000;
  const { id: runId, task, status, result, error } = run;
  return {
    lines: [
      `${task} ${status} after ${seconds.toFixed(2)} s (run ${runId})`,
      ...(result === null ? [] : [JSON.stringify(result, null, 2)]),
      ...(error === null ? [] : [error.message]),
    ],
    json: { runId, task, status, result, error, seconds: Number(seconds.toFixed(3)) },
    exitCode: exitCodeOfRun(run, { waited }),
  };
}

function done(output: Output): Outcome {
  return { ...output, exitCode: exitCodes.done };
}
