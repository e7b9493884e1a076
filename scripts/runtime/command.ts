import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { parseEnv } from "node:util";
import { dataDirectory } from "./checkout.ts";
import { hasCode } from "./files.ts";

/** Prints a line for the person at the terminal. */
export type Say = (line: string) => void;

/** Prints each line with the seconds since this call. */
export function createReporter(): Say {
  const start = performance.now();
  return (line) => console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${line}`);
}

/**
 * Runs a command line program and exits with its result, or prints its error and exits with 1. Reads `.env` if it
 * exists; variables of the process win.
 */
export async function runCommand(main: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    loadEnvironment(".env", process.env);
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}

/**
 * Adds the variables of a file that exists to those of `env`, which win. A byte order mark, which some editors of
 * Windows put first, would hide the first variable from Node's own reader.
 */
export function loadEnvironment(path: string, env: NodeJS.ProcessEnv): void {
  if (!existsSync(path)) return;
  const given = parseEnv(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  for (const [name, value] of Object.entries(given)) env[name] ??= value;
}

/** The text that a person at the terminal reads about an error. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Messages name the fix. The stack is for those who look for a bug.
  if (process.env.LOG_LEVEL === "debug" && error.stack !== undefined) return error.stack;
  if (!hasCode(error, "EACCES", "EPERM") || !("path" in error)) return error.message;
  const isOwnData = isWithin(dataDirectory, String(error.path));
  const advice = isOwnData
    ? "Tidy's data there belongs to another account of this system. Run this as that account."
    : "This account may not do that. Run this as one that may, or name another place.";
  return `${error.message}\n${advice}`;
}

function isWithin(directory: string, path: string): boolean {
  const way = relative(directory, resolve(path));
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
}
