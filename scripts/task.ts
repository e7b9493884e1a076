import { createApp } from "#lib/composition/create-app.ts";
import { parseEnv } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import { registry, type TaskName } from "#lib/tasks/registry.ts";
import { runCommand } from "./runtime/command.ts";
import { prepareCommandEnvironment } from "./runtime/command-environment.ts";
import { listenForStop } from "./runtime/stop-request.ts";
import { type AppCommand, executeCommand, type Outcome } from "./task/execute-command.ts";
import { exitCodeOfError, exitCodes } from "./task/exit-codes.ts";
import { errorOutput } from "./task/output.ts";
import { parseTaskCommand, wantsJson } from "./task/task-command.ts";
import { taskHelp } from "./task/task-help.ts";
import { usage, WrongUse } from "./task/usage.ts";

await runCommand(async (args) => {
  const json = wantsJson(args);
  try {
    const command = parseTaskCommand(args);
    const outcome = command.verb === "help" ? helpOutcome(command.task) : await onApp(command);
    if (json) console.log(JSON.stringify(outcome.json));
    else for (const line of outcome.lines) console.log(line);
    return outcome.exitCode;
  } catch (error) {
    if (json) console.log(JSON.stringify({ error: errorOutput(error) }));
    if (!isExpected(error)) throw error;
    report(error);
    return exitCodeOfError(error);
  }
});

function helpOutcome(task: TaskName | null): Outcome {
  const help = task === null ? { lines: [usage], json: { usage } } : taskHelp(createCatalog(registry).get(task));
  return { ...help, exitCode: exitCodes.done };
}

async function onApp(command: AppCommand): Promise<Outcome> {
  const stop = listenForStop();
  const shutdown = new AbortController();
  stop.requested.addEventListener("abort", () => shutdown.abort(new RunInterrupted()));
  const local = await prepareCommandEnvironment({ log: console.error });
  try {
    const app = createApp(parseEnv({ LOG_LEVEL: "warn", ...local.env }));
    try {
      return await executeCommand(command, { app, signal: shutdown.signal, say: console.error });
    } finally {
      await app.close();
    }
  } finally {
    await local.stop();
  }
}

function isExpected(error: unknown): error is WrongUse | DomainError {
  return error instanceof WrongUse || error instanceof DomainError;
}

function report(error: WrongUse | DomainError): void {
  const { message, fields } = errorOutput(error);
  console.error([message, ...fields.map((each) => `  ${each.field}: ${each.message}`)].join("\n"));
  if (error instanceof WrongUse) console.error(`\n${usage}`);
}
