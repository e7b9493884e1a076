import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** The PostgreSQL that a test run uses. */
export interface TestServer {
  /** Of a database that nothing is tested in. */
  readonly adminUrl: string;
  /** The files of a new cluster that never ran; null where the server isn't this run's own. */
  readonly newCluster: string | null;
  stop(): Promise<void>;
}

const startedSchema = z.object({ adminUrl: z.string(), newCluster: z.string() });

/**
 * Starts a PostgreSQL for this run, or takes the one that TEST_DATABASE_URL names. A process of its own looks after
 * it: Vitest ends at once on Ctrl-C, without tearing down, and that process takes it down whatever ends this one.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, newCluster: null, stop: async () => {} };
  const script = fileURLToPath(new URL("./server-process.ts", import.meta.url));
  // Detached, so that Ctrl-C reaches it only through the end of its input.
  const keeper = spawn(process.execPath, [script], { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(keeper, "exit");
  const started = await Promise.race([
    once(createInterface({ input: keeper.stdout }), "line").then(([line]) => startedSchema.parse(JSON.parse(line))),
    exited.then(() => null),
  ]);
  if (started === null) throw new Error("The PostgreSQL for the tests didn't start; the reason stands above.");
  return {
    ...started,
    async stop() {
      keeper.stdin.end();
      await exited;
    },
  };
}
