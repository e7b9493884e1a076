import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { Env } from "#lib/env.ts";
import { inheritedEnvironment } from "./inherited.ts";

/** A process that executes the test tasks. */
export interface WorkerProcess {
  readonly pid: number;
  /** The port at which it serves `/api/inngest`; null on an engine that doesn't call. */
  readonly port: number | null;
  /** Asks it to finish or requeue its work; resolves when it has ended. */
  stop(): Promise<void>;
  /** Kills it with SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

const readySchema = z.object({ port: z.int().nullable() });

/**
 * Starts a process that executes the test tasks on this environment's database and engine, and waits until it does.
 * `program`: the bundle of processes-worker.ts.
 */
export async function startWorkerProcess(program: string, env: Env): Promise<WorkerProcess> {
  const variables = { ...inheritedEnvironment(), ...variablesOf(env), NODE_ENV: "test" } as const;
  const child = fork(program, { env: variables, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const exited = once(child, "exit");
  const ready = await Promise.race([once(child, "message"), exited.then(() => null)]);
  if (ready === null || child.pid === undefined) throw new Error("A worker process didn't start; see above.");
  return {
    pid: child.pid,
    port: readySchema.parse(ready[0]).port,
    async stop() {
      if (isRunning(child)) child.send("stop");
      const [code] = await exited;
      if (code !== 0 && code !== null) throw new Error(`A worker process ended with exit code ${code}.`);
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** The environment as variables, for another process to parse. */
export function variablesOf(env: Env): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]): [string, string][] => {
    // Follows from TASK_EXECUTION.
    if (value === undefined || value === "in-request") return [];
    if (value === null) return [[name, "off"]];
    if (name === "PASSWORD_SIGN_IN") return [[name, value === true ? "on" : "off"]];
    return [[name, Array.isArray(value) ? value.join(",") : String(value)]];
  });
  return Object.fromEntries(entries);
}
