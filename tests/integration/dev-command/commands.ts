import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { z } from "zod";
import { stopAbandonedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { readPostmaster } from "#scripts/embedded-postgres/postmaster-pid.ts";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";
import { isAlive } from "#scripts/runtime/processes.ts";
import { copyCluster } from "#tests/support/processes/clusters.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { createScratchCheckout } from "./scratch-checkout.ts";

/** A command of a scratch checkout that runs, and everything it has said. */
export interface Command {
  output(): string;
  /** Waits until it has said this. */
  says(text: string): Promise<void>;
  /** Sends a signal and resolves to the exit code. */
  signal(signal: NodeJS.Signals): Promise<number | null>;
  exited: Promise<number | null>;
  readonly child: ChildProcess;
}

/** Commands in a checkout of their own. Those that still run after a test are stopped. */
export interface Checkout {
  readonly directory: string;
  run(script: string, args: readonly string[], env?: Record<string, string>): Command;
  /** Runs `npm run dev` and resolves once it is ready. */
  startDev(port: number, ...args: readonly string[]): Promise<Command>;
}

/** Registers the hooks that make and remove a checkout, which the tests of a file share. */
export function setUpCheckout(): Checkout {
  let scratch: Awaited<ReturnType<typeof createScratchCheckout>> | undefined;
  let commands: Command[] = [];
  beforeAll(async () => {
    scratch = await createScratchCheckout();
    // `--reset` starts without them.
    await copyCluster(postgresDirectory(join(directory(), ".data")));
  });
  afterEach(async () => {
    const running = commands.filter(({ child }) => child.exitCode === null && child.signalCode === null);
    for (const command of running) await command.signal("SIGTERM");
    commands = [];
  });
  afterAll(async () => {
    await stopAbandonedPostgres(postgresDirectory(join(directory(), ".data")));
    await scratch?.remove();
  });
  const directory = () => scratch?.directory ?? "";
  const run: Checkout["run"] = (script, args, env = {}) => {
    const command = runCommand(directory(), script, args, env);
    commands.push(command);
    return command;
  };
  return {
    get directory() {
      return directory();
    },
    run,
    async startDev(port, ...args) {
      const command = run("dev.ts", ["--port", String(port), ...args]);
      await command.says("Ctrl-C stops everything");
      return command;
    },
  };
}

/** Runs `node scripts/<script>` in a checkout, with nothing configured but `env`. */
function runCommand(directory: string, script: string, args: readonly string[], env: Record<string, string>): Command {
  const child = spawn(process.execPath, [join("scripts", script), ...args], {
    cwd: directory,
    env: { ...inheritedEnvironment(), NODE_ENV: "development", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const exited = once(child, "close").then(() => child.exitCode);
  return {
    child,
    exited,
    output: () => output,
    says: (text) => vi.waitFor(() => expect(output).toContain(text), { timeout: 50_000 }),
    async signal(signal) {
      child.kill(signal);
      return await exited;
    },
  };
}

const aboutSchema = z.object({
  pid: z.number(),
  mode: z.string(),
  flags: z.array(z.string()),
  env: z.object({
    DATABASE_URL: z.string(),
    INNGEST_DEV: z.string().optional(),
    TASK_ENGINE: z.string().optional(),
  }),
});

/** Facts that the stand-in for Next tells about itself. */
export async function aboutNext(port: number): Promise<z.output<typeof aboutSchema>> {
  // Of several processes, each connection gets another.
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } });
  return aboutSchema.parse(await response.json());
}

/** The process id of the embedded server. */
export async function postgresPid(directory: string): Promise<number | null> {
  const postmaster = await readPostmaster(join(directory, ".data", "postgres", "cluster", "data"));
  return postmaster?.pid ?? null;
}

/** Waits until these processes, which must have been found, have ended. */
export async function haveEnded(...pids: readonly (number | null)[]): Promise<void> {
  expect(pids).not.toContain(null);
  await vi.waitFor(() => expect(pids.filter((pid) => pid !== null && isAlive(pid))).toEqual([]), { timeout: 10_000 });
}
