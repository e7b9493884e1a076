import { Client } from "pg";
import { isAlive, poll } from "#scripts/runtime/processes.ts";
import { type Layout, readPassword } from "./cluster.ts";
import { identifyPostmaster, isSameDirectory } from "./postmaster-identity.ts";
import { disownPostmaster, type Postmaster, readPostmaster } from "./postmaster-pid.ts";

export interface RunningServer {
  readonly port: number;
  readonly password: string;
}

/** The time that a server may take to answer: it recovers from a crash, or the machine is busy. */
const patienceMs = 60_000;

/**
 * Finds the server that runs on these files; null if none does. Waits for one that does not answer. Disowns a
 * `postmaster.pid` only if its process is proved to be another program, or the files to be a copy.
 * @throws {Error} if a server holds the files and does not answer
 */
export async function findRunningServer(layout: Layout, log: (line: string) => void): Promise<RunningServer | null> {
  const password = await readPassword(layout);
  if (password === undefined) return null;
  let waitsFor: number | undefined;
  const verdict = await poll(
    async () => {
      const postmaster = await readPostmaster(layout.data);
      const found = await judge(layout, postmaster, password);
      if (found === undefined && waitsFor === undefined) {
        waitsFor = postmaster?.pid;
        log(`waiting for the PostgreSQL that runs already (process ${waitsFor}) and does not answer yet`);
      }
      return found;
    },
    { timeoutMs: patienceMs },
  );
  if (verdict === undefined) {
    throw new Error(
      `The PostgreSQL of ${layout.data} (process ${waitsFor}) runs, but has not answered for ${patienceMs / 1000} s. ` +
        `If it is suspended, let it go on: kill -CONT ${waitsFor}. If it hangs, end it: kill ${waitsFor}. ` +
        `If process ${waitsFor} is another program, delete postmaster.pid there. Its log is ${layout.log}.`,
    );
  }
  return verdict === "none" ? null : verdict;
}

/** Undefined: ask again in a moment. */
async function judge(
  layout: Layout,
  postmaster: Postmaster | null,
  password: string,
): Promise<RunningServer | "none" | undefined> {
  // PostgreSQL itself looks whether something of a dead server is left, in the file that stays.
  if (postmaster === null || !isAlive(postmaster.pid)) return "none";
  const found = { port: postmaster.port, password };
  const directory = await ask(found);
  if (directory !== null && (await isSameDirectory(directory, layout.data))) return found;
  const owner = await identifyPostmaster(postmaster, layout.data);
  if (owner === "foreign") {
    await disownPostmaster(layout.data);
    return "none";
  }
  // It answers by the name that the directory had before it was moved.
  return owner === "own" && directory !== null ? found : undefined;
}

/** The data directory of the server on a port; null if nothing there answers to the password. */
async function ask({ port, password }: RunningServer): Promise<string | null> {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "tidy",
    password,
    database: "postgres",
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ directory: string }>("SELECT current_setting('data_directory') AS directory");
    return rows[0]?.directory ?? null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}
