import { existsSync } from "node:fs";
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
    if (existsSync(".env")) process.loadEnvFile();
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Messages name the fix. The stack is for those who look for a bug.
  if (process.env.LOG_LEVEL === "debug" && error.stack !== undefined) return error.stack;
  if (!hasCode(error, "EACCES", "EPERM")) return error.message;
  const advice = "Run this as that account, or let it remove .data to start over.";
  return `${error.message}\nThat belongs to another account of this system. ${advice}`;
}
