import { setTimeout as sleep } from "node:timers/promises";
import { type Client, escapeIdentifier } from "pg";
import { z } from "zod";
import { withConnection } from "./connection.ts";

const LOOK_EVERY_MS = 250;

const blockerSchema = z.object({
  pid: z.int(),
  application: z.string().nullable(),
  user: z.string().nullable(),
  state: z.string().nullable(),
  seconds: z.int().nullable(),
});
type Blocker = z.output<typeof blockerSchema>;

/** Names the sessions that another session waits for. */
export interface BlockerWatch {
  /** Those that were seen last, as text; null if none was. */
  readonly seen: string | null;
  end(): Promise<void>;
}

/**
 * Watches from a connection of its own for sessions that `client` waits for, until it is ended. Sees nothing where
 * there is no connection left, or the user may not see others' sessions.
 */
export async function watchBlockers(databaseUrl: string, client: Client): Promise<BlockerWatch> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const ended = new AbortController();
  let seen: string | null = null;
  const watching = withConnection(databaseUrl, async (watcher) => {
    while (!ended.signal.aborted) {
      const blockers = await blockersOf(watcher, rows[0]?.pid ?? 0);
      if (blockers.length > 0) seen = blockers.map(describe).join("; ");
      await sleep(LOOK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {});
    }
  }).catch(() => {});
  return {
    get seen() {
      return seen;
    },
    async end() {
      ended.abort();
      await watching;
    },
  };
}

async function blockersOf(watcher: Client, pid: number): Promise<Blocker[]> {
  const { rows } = await watcher.query(
    `SELECT pid, application_name AS application, usename AS "user", state,
            extract(epoch FROM clock_timestamp() - coalesce(xact_start, backend_start))::int AS seconds
     FROM pg_stat_activity WHERE pid = ANY(pg_blocking_pids($1)) ORDER BY pid`,
    [pid],
  );
  return z.array(blockerSchema).parse(rows);
}

/** Never its statement, which may hold text of people. */
function describe({ pid, application, user, state, seconds }: Blocker): string {
  const name = application || "without a name";
  const open = seconds === null ? "" : `, in a transaction for ${seconds} s`;
  return `process ${pid} (${name}${user === null ? "" : `, user ${escapeIdentifier(user)}`}, ${state ?? "unknown"}${open})`;
}
