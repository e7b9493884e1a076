import { parseArgs } from "node:util";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { fieldErrors, fieldErrorsText, plainMessage } from "#lib/field-errors.ts";
import { type ListRuns, listRunsSchema } from "#lib/task-runs/listing/list-schemas.ts";
import { pauseReason } from "#lib/task-runs/schemas.ts";
import { registry, type TaskName } from "#lib/tasks/registry.ts";
import { type BulkCommand, isBulk, parseBulk } from "./bulk.ts";
import { type PayloadFlags, parsePayloadFlags, secondsOf } from "./payload-flags.ts";
import { WrongUse } from "./usage.ts";

type Payload = PayloadFlags["payload"];

/** Whether a command waits for the end of the run that it starts on the engine, and how long. */
export type Waiting = Pick<PayloadFlags, "wait" | "timeoutSeconds">;

/** The arguments of `npm run task`. */
export type TaskCommand =
  | { readonly verb: "help"; readonly task: TaskName | null }
  | { readonly verb: "list" }
  | { readonly verb: "runs"; readonly query: ListRuns }
  | { readonly verb: "show" | "cancel"; readonly runId: string }
  | { readonly verb: "show-task"; readonly task: TaskName }
  | ({ readonly verb: "release" | "retry" | "restore"; readonly runId: string } & Waiting)
  | ({ readonly verb: "run"; readonly task: TaskName; readonly payload: Payload; readonly enqueue: boolean } & Waiting)
  | BulkCommand
  | { readonly verb: "preview"; readonly task: TaskName; readonly payload: Payload }
  | { readonly verb: "pause"; readonly task: TaskName; readonly reason: string | null }
  | { readonly verb: "resume"; readonly task: TaskName };

const switches: readonly string[] = ["--json", "--help"];

/** Whether the output is to end with one line of JSON. Asked apart: errors of the other arguments are JSON, too. */
export function wantsJson(args: readonly string[]): boolean {
  return args.includes("--json");
}

/**
 * Reads the arguments. The command comes first; without one, the arguments are a task to run and its payload.
 * @throws {WrongUse}
 */
export function parseTaskCommand(args: readonly string[]): TaskCommand {
  const at = args.findIndex((arg) => !switches.includes(arg));
  const rest = args.filter((_, index) => index !== at);
  switch (args[at]) {
    case undefined:
    case "help":
      if (args.length === 0) throw new WrongUse("Name a command or a task.");
      return { verb: "help", task: null };
    case "list":
      parseRest(rest, {}, 0);
      return { verb: "list" };
    case "runs":
      return parseRuns(rest);
    case "show":
      return parseShow(rest);
    case "cancel":
      return isBulk(rest) ? parseBulk("cancel", rest) : { verb: "cancel", ...parseRun(rest) };
    case "retry":
      return isBulk(rest) ? parseBulk("retry", rest) : { verb: "retry", ...parseStarting(rest) };
    case "release":
      return { verb: "release", ...parseStarting(rest) };
    case "restore":
      return { verb: "restore", ...parseStarting(rest) };
    case "pause":
      return parsePause(rest);
    case "resume":
      return { verb: "resume", ...parseTask(rest) };
    case "run":
      return parseTaskRun(rest);
    case "preview": {
      const command = parseTaskRun(rest);
      return command.verb === "run" ? { verb: "preview", task: command.task, payload: command.payload } : command;
    }
    default:
      return parseTaskRun(args);
  }
}

function parseTaskRun(args: readonly string[]): Extract<TaskCommand, { verb: "run" | "help" }> {
  const { names, json: _json, help, ...flags } = parsePayloadFlags(args);
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new WrongUse("Name one task.");
  const task = taskNamed(name);
  return help ? { verb: "help", task } : { verb: "run", task, ...flags };
}

function parseRuns(args: readonly string[]): TaskCommand {
  const text = { type: "string" } as const;
  const options = { task: text, status: text, trigger: text, error: text, from: text, to: text, q: text } as const;
  const { json: _json, ...given } = parseRest(args, { ...options, limit: text, cursor: text }, 0).values;
  const query = listRunsSchema.safeParse(given, { error: plainMessage });
  if (!query.success) throw new WrongUse(`${fieldErrorsText(fieldErrors(query.error))}.`);
  return { verb: "runs", query: query.data };
}

function parseShow(args: readonly string[]): TaskCommand {
  const [name = ""] = parseRest(args, {}, 1).positionals;
  return name.includes("/") ? { verb: "show-task", task: taskNamed(name) } : { verb: "show", runId: runIdOf(name) };
}

function parseRun(args: readonly string[]): { readonly runId: string } {
  return { runId: runIdOf(parseRest(args, {}, 1).positionals[0]) };
}

function parseStarting(args: readonly string[]): { readonly runId: string } & Waiting {
  const options = { wait: { type: "boolean" }, timeout: { type: "string" } } as const;
  const { values, positionals } = parseRest(args, options, 1);
  const { wait = false, timeout = "600" } = values;
  return { runId: runIdOf(positionals[0]), wait, timeoutSeconds: secondsOf(timeout) };
}

function parsePause(args: readonly string[]): TaskCommand {
  const { values, positionals } = parseRest(args, { reason: { type: "string" } }, 1);
  const reason = pauseReason.safeParse(values.reason ?? "");
  if (!reason.success) throw new WrongUse(`--reason: ${reason.error.issues[0]?.message ?? "not valid"}.`);
  return { verb: "pause", task: taskNamed(positionals[0] ?? ""), reason: reason.data || null };
}

function parseTask(args: readonly string[]): { readonly task: TaskName } {
  return { task: taskNamed(parseRest(args, {}, 1).positionals[0] ?? "") };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/** Reads the arguments after a command that takes no payload. @throws {WrongUse} */
function parseRest<const Given extends Options>(args: readonly string[], given: Given, positionals: 0 | 1) {
  const options = { ...given, json: { type: "boolean" } } as const;
  const parsed = orWrongUse(() => parseArgs({ args: [...args], allowPositionals: true, options }));
  if (parsed.positionals.length !== positionals) {
    throw new WrongUse(positionals === 0 ? `What is “${parsed.positionals.join(" ")}”?` : "Name one run or task.");
  }
  return parsed;
}

function orWrongUse<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function runIdOf(text = ""): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new WrongUse(`“${text}” is no id of a run. The command “runs” lists them.`);
}

/**
 * A name from outside, as one of the registry's.
 * @throws {DomainError} `not-found`, or {WrongUse} for text that is no name of a task
 */
function taskNamed(name: string): TaskName {
  const names = Object.values(registry).map((task) => task.name);
  const found = names.find((each) => each === name);
  if (found !== undefined) return found;
  if (!name.includes("/")) throw new WrongUse(`There is no command “${name}”.`);
  throw new DomainError("not-found", `There is no task "${name}". The tasks are: ${names.join(", ")}.`);
}
