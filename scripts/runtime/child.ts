import { spawn } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { aborted } from "./stop-request.ts";

/** A program that runs beside this one and shares its output. */
export interface Child {
  /** Its exit code; 128 + the number of the signal that ended it, or 127 if it could not start. */
  readonly exited: Promise<number>;
  /** Sends SIGTERM, then SIGKILL after `graceMs` or once `forced` aborts. */
  stop(options: { graceMs: number; forced: AbortSignal }): Promise<void>;
}

const isWindows = process.platform === "win32";

/**
 * Starts a program in a process group of its own. A terminal's Ctrl-C reaches it only through `stop`, so once and at
 * the right moment.
 */
export function startChild(
  command: string,
  args: readonly string[],
  options: { env: Readonly<Record<string, string>>; cwd?: string; nodeEnv?: "development" | "production" },
): Child {
  const child = spawn(command, args, {
    env: { ...options.env, NODE_ENV: options.nodeEnv ?? process.env.NODE_ENV },
    cwd: options.cwd,
    detached: !isWindows,
    // The channel closes when this process dies (exit-with-parent.ts).
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // On Windows, npx is a script for the shell.
    shell: isWindows && command === "npx",
  });
  const exited = new Promise<number>((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
  return {
    exited,
    async stop({ graceMs, forced }) {
      child.kill("SIGTERM");
      const timer = new AbortController();
      const grace = sleep(graceMs, undefined, { signal: timer.signal }).catch(() => {});
      await Promise.race([exited, grace, aborted(forced)]);
      timer.abort();
      killGroup(child.pid);
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** Also ends the processes that the program left running. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined || isWindows) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group is gone.
  }
}
