import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The PostgreSQL that a test run uses. */
export interface TestServer {
  /** Of a database that nothing is tested in. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL for this run, or takes the one that TEST_DATABASE_URL names. A process of its own looks after
 * it: Vitest ends at once on Ctrl-C, without tearing down, and that process takes it down whatever ends this one.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, stop: async () => {} };
  const script = fileURLToPath(new URL("./server-process.ts", import.meta.url));
  // Detached, so that Ctrl-C reaches it only through the end of its input.
  const keeper = spawn(process.execPath, [script], { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(keeper, "exit");
  const adminUrl = await Promise.race([
    once(createInterface({ input: keeper.stdout }), "line").then(([line]) => String(line)),
    exited.then(() => null),
  ]);
  if (adminUrl === null) throw new Error("The PostgreSQL for the tests didn't start; the reason stands above.");
  return {
    adminUrl,
    async stop() {
      keeper.stdin.end();
      await exited;
    },
  };
}
