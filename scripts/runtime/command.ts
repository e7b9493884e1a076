import { existsSync } from "node:fs";
import { hasCode } from "./files.ts";

/** Tells a person what happens. */
export type Say = (line: string) => void;

/** Says each line with the seconds that have passed since this call. */
export function createReporter(): Say {
  const start = performance.now();
  return (line) => console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${line}`);
}

/**
 * Runs a command line program, with the variables of `.env` where there is one; those of the process win. What it throws is
 * printed, and its result is the exit code.
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
  // Messages are written for the reader; the stack helps whoever looks for a bug.
  if (process.env.LOG_LEVEL === "debug" && error.stack !== undefined) return error.stack;
  if (!hasCode(error, "EACCES", "EPERM")) return error.message;
  return `${error.message}\nThat belongs to another account of this system. Run this as that account, or let it remove .data to start over.`;
}
