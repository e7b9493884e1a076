import { parseArgs } from "node:util";
import { WrongUse } from "./usage.ts";

/** Flags after the name of a task: its payload, and how to run it. */
export interface PayloadFlags {
  readonly names: readonly string[];
  /** As given; the task's schema parses it. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly json: boolean;
  readonly help: boolean;
  /** Dispatch the run to the engine instead of executing it here. */
  readonly enqueue: boolean;
  /** With `enqueue`: wait for the result. */
  readonly wait: boolean;
  readonly timeoutSeconds: number;
}

const own = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  enqueue: { type: "boolean", default: false },
  wait: { type: "boolean", default: false },
  timeout: { type: "string", default: "600" },
} as const;

/**
 * Reads arguments of which every option that is not one of the command's own is a field of the payload.
 * @throws {WrongUse}
 */
export function parsePayloadFlags(args: readonly string[]): PayloadFlags {
  const { tokens } = parseArgs({ args: [...args], options: own, strict: false, allowPositionals: true, tokens: true });
  const names: string[] = [];
  const payload: Record<string, unknown> = {};
  const flags = { json: false, help: false, enqueue: false, wait: false };
  let timeout: string = own.timeout.default;
  let field: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional" && field !== undefined) {
      payload[field] = fieldValue(token.value);
      field = undefined;
    } else if (token.kind === "positional") names.push(token.value);
    else if (token.kind === "option") {
      field = undefined;
      if (token.name === "yes") payload.confirmed = true;
      else if (token.name === "timeout") timeout = token.value ?? "";
      else if (isSwitch(token.name, flags)) flags[token.name] = true;
      else if (token.value !== undefined) payload[token.name] = fieldValue(token.value);
      else {
        payload[token.name] = true;
        field = token.name;
      }
    }
  }
  if (flags.wait && !flags.enqueue) throw new WrongUse("--wait goes with --enqueue.");
  return { names, payload, ...flags, timeoutSeconds: secondsOf(timeout) };
}

/** @throws {WrongUse} */
export function secondsOf(timeout: string): number {
  if (!/^[1-9]\d{0,5}$/.test(timeout)) throw new WrongUse("--timeout takes a number of seconds.");
  return Number(timeout);
}

function isSwitch<Flags extends object>(name: string, flags: Flags): name is Extract<keyof Flags, string> {
  return Object.hasOwn(flags, name);
}

/** Numbers, booleans and JSON as such, anything else as text. */
function fieldValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
