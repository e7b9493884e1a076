import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { poll } from "#scripts/runtime/processes.ts";

/** A process that uses the embedded database of a data directory. */
export interface Owner {
  /** The URL of its database. Rejects with its output if it could not open it. */
  readonly opened: Promise<string>;
  /** Resolves once it has told its person this. Rejects if it has ended, or does not say so within a minute. */
  says(text: string): Promise<void>;
  /** Lets it end in good order. Resolves to its exit code. */
  leave(): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a process that opens the embedded database below `directory`. */
export function startOwner(directory: string, env: Readonly<Record<string, string>>): Owner {
  const script = fileURLToPath(new URL("./owner-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, directory], {
    env: { ...env, NODE_ENV: process.env.NODE_ENV },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    told += chunk.toString();
  });
  // A process that was killed cannot be told to end.
  child.stdin.on("error", () => {});
  const exited = once(child, "close").then(() => child.exitCode);
  const line = once(createInterface({ input: child.stdout }), "line").then(([url]) => String(url));
  const opened = Promise.race([
    line,
    exited.then((code) => {
      throw new Error(`ended with ${code}: ${told.trim()}`);
    }),
  ]);
  // Callers that await it learn about it. Nobody has to.
  opened.catch(() => {});
  return {
    opened,
    async says(text) {
      const answer = async () => (told.includes(text) || child.exitCode !== null ? told : undefined);
      const heard = await poll(answer, { timeoutMs: 60_000 });
      if (!heard?.includes(text)) throw new Error(`It did not say "${text}" but: ${told.trim()}`);
    },
    async leave() {
      child.stdin.end();
      return await exited;
    },
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
