import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";

/** The server of `npm start`, started as a supervisor does it; its log goes nowhere. */
export interface Started {
  readonly pid: number;
  /** From its start to its first answer. */
  readonly firstAnswerMs: number;
  stop(): Promise<void>;
}

/** @throws {Error} if it ends before it answers */
export async function startServer(origin: string, variables: Readonly<Record<string, string>>): Promise<Started> {
  const startedAt = performance.now();
  const program = spawn(process.execPath, [join(checkoutDirectory, "scripts", "start.ts")], {
    env: { ...inheritedEnvironment(), ...variables, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(program, "exit");
  const stop = async () => {
    if (program.exitCode === null && program.signalCode === null) program.kill("SIGTERM");
    await exited;
  };
  const isAnswering = async () => {
    if (program.exitCode !== null) return false;
    const answer = await fetch(`${origin}/api/health/live`).catch(() => null);
    return answer?.ok ? true : undefined;
  };
  if (!(await poll(isAnswering, { timeoutMs: 60_000, everyMs: 10 }))) {
    await stop();
    throw new Error('The server ended while starting. Is there a build? Run "npm run build" first.');
  }
  return { pid: program.pid ?? 0, firstAnswerMs: performance.now() - startedAt, stop };
}
