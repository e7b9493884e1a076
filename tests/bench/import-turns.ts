import { randomBytes } from "node:crypto";
import { createAccount } from "#lib/auth/create-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { parseEnv } from "#lib/env.ts";
import { startBenchPostgres } from "./postgres.ts";

/** Reads a file on behalf of an account, and stages its import. */
type Stage = (file: Buffer) => Promise<unknown>;

const account = { name: "Reader", email: "reader@example.com", password: "correct horse battery" };

/** Calls `use` with a function that stages files in this process, on a PostgreSQL of its own. */
export async function withStaging<Result>(use: (stage: Stage) => Promise<Result>): Promise<Result> {
  const postgres = await startBenchPostgres();
  try {
    const DATABASE_URL = await postgres.migrated("turns");
    const AUTH_SECRET = randomBytes(32).toString("hex");
    const app = createApp(parseEnv({ DATABASE_URL, AUTH_SECRET, APP_URL: "http://127.0.0.1:1", LOG_LEVEL: "error" }));
    try {
      const { user } = await createAccount(account, app.auth);
      const reader = { timeZone: "Europe/Berlin", languages: ["en"] };
      return await use((file) => app.todos.stageImport(user, { file, ...reader }, new Date()));
    } finally {
      await app.close();
    }
  } finally {
    await postgres.stop();
  }
}

/**
 * Measures the CPU time of the longest turn of this thread while something is done, in milliseconds. Unlike a wait it
 * hardly feels what else the machine does. Garbage collections count.
 */
export async function longestTurnDuring(act: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isDone = false;
  let last = process.threadCpuUsage();
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1_000);
    last = process.threadCpuUsage();
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await act().finally(() => {
    isDone = true;
  });
  return longest;
}
