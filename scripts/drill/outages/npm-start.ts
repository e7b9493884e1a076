import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../start.ts", import.meta.url));

/** What `npm start` runs, and what it has printed. */
export interface NpmStart {
  /** Its exit code; null if a signal ended it. */
  readonly exited: Promise<number | null>;
  output(): string;
  /** Sends SIGTERM if it runs. Resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Runs it in `directory`, where no `.env` is. */
export function npmStart(env: Readonly<Record<string, string>>, directory: string): NpmStart {
  const child = spawn(process.execPath, [script], {
    cwd: directory,
    env: { ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, "exit").then(([code]) => (typeof code === "number" ? code : null));
  return {
    exited,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      return await exited;
    },
  };
}
