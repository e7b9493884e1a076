/** Tells a person what happens. */
export type Say = (line: string) => void;

/** Says each line with the seconds that have passed since this call. */
export function createReporter(): Say {
  const start = performance.now();
  return (line) => console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${line}`);
}

/** Runs a command line program. What it throws is printed, and its result is the exit code. */
export async function runCommand(main: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    // Messages are written for the reader; the stack helps whoever looks for a bug.
    const showStack = process.env.LOG_LEVEL === "debug" && error instanceof Error;
    console.error(`\n${showStack ? error.stack : error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
