import { type App, createApp } from "#lib/app.ts";
import { parseEnv } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { runCommand } from "./runtime/command.ts";
import { prepareLocalEnvironment } from "./runtime/local-environment.ts";
import { listenForStop } from "./runtime/stop-request.ts";
import { parseTaskFlags, type TaskFlags } from "./task/task-flags.ts";

await runCommand(async (args) => {
  const flags = parseTaskFlags(args);
  const stop = listenForStop();
  const shutdown = new AbortController();
  stop.requested.addEventListener("abort", () => shutdown.abort(new RunInterrupted()));
  const local = await prepareLocalEnvironment({ demo: true, port: 3000, log: console.error });
  try {
    const app = createApp(parseEnv({ LOG_LEVEL: "warn", ...local.env }));
    try {
      return await runTask(app, flags, shutdown.signal);
    } finally {
      await app.close();
    }
  } finally {
    await local.stop();
  }
});

async function runTask(app: App, flags: TaskFlags, signal: AbortSignal): Promise<number> {
  const startedAt = performance.now();
  const run = await startRun(app, app.tasks.byName(flags.task), flags, signal);
  report(run, flags, (performance.now() - startedAt) / 1000);
  const succeeded = run.status === "succeeded" || (flags.enqueue && !flags.wait && !isFinished(run));
  return succeeded ? 0 : 1;
}

async function startRun(app: App, task: StoredTask, flags: TaskFlags, signal: AbortSignal): Promise<Run> {
  try {
    if (!flags.enqueue) return await app.runs.execute(task, flags.payload, { trigger: "cli", signal });
    const { run } = await app.runs.enqueue(task, flags.payload, { trigger: "cli" });
    if (app.requestExecution) console.error("The next call of a scheduler executes the run (/api/cron).");
    if (run.dispatchedAt === null) console.error("The engine is out of reach: the run stays queued until it isn't.");
    return flags.wait ? await app.runs.wait(run.id, { timeoutMs: flags.timeoutSeconds * 1000, signal }) : run;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map(({ field, message }) => `\n  ${field}: ${message}`).join("");
    throw new Error(`${error.message}${fields}`, { cause: error });
  }
}

function report(run: Run, flags: TaskFlags, seconds: number): void {
  if (flags.json) {
    const { id: runId, status, result } = run;
    console.log(JSON.stringify({ runId, status, result, seconds: Number(seconds.toFixed(3)) }));
    return;
  }
  console.log(`${run.task} ${run.status} after ${seconds.toFixed(2)} s (run ${run.id})`);
  if (run.result !== null) console.log(JSON.stringify(run.result, null, 2));
  if (run.error !== null) console.error(run.error.message);
}
