import { realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { hasCode } from "#scripts/runtime/files.ts";
import { isAlive, poll } from "#scripts/runtime/processes.ts";
import { type Layout, readPassword } from "./cluster.ts";
import { type Postmaster, readPostmaster } from "./postmaster-pid.ts";

export interface RunningServer {
  readonly port: number;
  readonly password: string;
}

/**
 * Finds the server that runs on these files; null if none does. Removes a stale `postmaster.pid`: its server was killed
 * and another program has the process id, or the files are a copy of a running checkout.
 * @throws {Error} if a server holds the files and does not answer
 */
export async function findRunningServer(layout: Layout): Promise<RunningServer | null> {
  const password = await readPassword(layout);
  if (password === undefined) return null;
  const verdict = await poll(async () => await judge(layout, password), { timeoutMs: 30_000 });
  if (verdict === undefined) {
    throw new Error(`A PostgreSQL server holds ${layout.data} but doesn't answer. Its log is ${layout.log}.`);
  }
  if (verdict === "stale") await rm(join(layout.data, "postmaster.pid"), { force: true });
  return typeof verdict === "string" ? null : verdict;
}

/** Undefined: ask again in a moment. */
async function judge(layout: Layout, password: string): Promise<RunningServer | "none" | "stale" | undefined> {
  const postmaster = await readPostmaster(layout.data);
  if (postmaster === null) return "none";
  if (!isAlive(postmaster.pid)) return "stale";
  const answer = await ask(postmaster, password);
  if (answer === "busy" || (answer === "silent" && postmaster.status !== "ready")) return undefined;
  const isSame = answer === (await realpath(layout.data));
  return isSame ? { port: postmaster.port, password } : "stale";
}

/** The data directory of the server on the port; `silent` if nothing listens, `foreign` for other programs. */
async function ask({ port }: Postmaster, password: string): Promise<string> {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "tidy",
    password,
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ directory: string }>("SELECT current_setting('data_directory') AS directory");
    return await realpath(rows[0]?.directory ?? "");
  } catch (error) {
    if (hasCode(error, "ECONNREFUSED")) return "silent";
    // 57P03: starting up or shutting down, 53300: too many connections, 57P01: shutting down while we ask.
    return hasCode(error, "57P03", "53300", "57P01") ? "busy" : "foreign";
  } finally {
    await client.end().catch(() => {});
  }
}
