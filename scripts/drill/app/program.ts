import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program in a process of its own, and its output. */
export interface Program {
  /** Its exit code; null if a signal ended it. */
  readonly exited: Promise<number | null>;
  output(): string;
  /** Sends SIGTERM if it runs. Resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Runs a script with these arguments in `directory`, with no other environment than this one. */
export function startProgram(
  script: readonly [path: string, ...args: string[]],
  env: Readonly<Record<string, string>>,
  directory: string,
): Program {
  return runProgram([process.execPath, ...script], env, directory);
}

/** Runs a command in `directory`, with no other environment than this one. */
export function runProgram(
  [command, ...args]: readonly [command: string, ...args: string[]],
  env: Readonly<Record<string, string>>,
  directory: string,
): Program {
  const child = spawn(command, args, {
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
