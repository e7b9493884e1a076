import { parseArgs } from "node:util";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";

/** The arguments of `npm run task`. */
export interface TaskFlags {
  readonly task: string;
  /** As given; the task's schema parses it. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** End stdout with one line of JSON. */
  readonly json: boolean;
  /** Dispatch the run to the engine instead of executing it here. */
  readonly enqueue: boolean;
  /** With `enqueue`: wait for the result. */
  readonly wait: boolean;
  readonly timeoutSeconds: number;
}

export const usage = `Use: npm run task -- <task> [--<field> <value> …] [--json]
                        [--enqueue [--wait] [--timeout seconds]]
  npm run task -- ${todoCleanup.name} --days 7      executes it in this process; no app needs to run
  npm run task -- ${todoCleanup.name} --enqueue     dispatches it to the engine and returns
  npm run task -- ${todoCleanup.name} --enqueue --wait --json
  npm run task -- ${todoCleanup.name} --yes         removes even far more than usual`;

const own = {
  json: { type: "boolean", default: false },
  enqueue: { type: "boolean", default: false },
  wait: { type: "boolean", default: false },
  timeout: { type: "string", default: "600" },
} as const;

/**
 * Reads the arguments. Every option that is not one of the command's own is a field of the payload.
 * @throws {Error} with the usage
 */
export function parseTaskFlags(args: readonly string[]): TaskFlags {
  const { tokens } = parseArgs({ args: [...args], options: own, strict: false, allowPositionals: true, tokens: true });
  const tasks: string[] = [];
  const payload: Record<string, unknown> = {};
  const flags = { json: false, enqueue: false, wait: false };
  let timeout = own.timeout.default as string;
  let field: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional" && field !== undefined) {
      payload[field] = fieldValue(token.value);
      field = undefined;
    } else if (token.kind === "positional") tasks.push(token.value);
    else if (token.kind === "option") {
      field = undefined;
      if (token.name === "yes") payload.confirmed = true;
      else if (token.name === "timeout") timeout = token.value ?? "";
      else if (isSwitch(token.name)) flags[token.name] = true;
      else if (token.value !== undefined) payload[token.name] = fieldValue(token.value);
      else {
        payload[token.name] = true;
        field = token.name;
      }
    }
  }
  const [task, ...more] = tasks;
  if (task === undefined || more.length > 0) throw new Error(`Name one task.\n${usage}`);
  if (flags.wait && !flags.enqueue) throw new Error(`--wait goes with --enqueue.\n${usage}`);
  if (!/^[1-9]\d{0,5}$/.test(timeout)) throw new Error(`--timeout takes a number of seconds.\n${usage}`);
  return { task, payload, ...flags, timeoutSeconds: Number(timeout) };
}

function isSwitch(name: string): name is "json" | "enqueue" | "wait" {
  return name === "json" || name === "enqueue" || name === "wait";
}

/** Numbers, booleans and JSON as such, anything else as text. */
function fieldValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
