import { Client, type Pool, type QueryArrayConfig, type QueryArrayResult } from "pg";
import { databaseFailure } from "./failure.ts";
import { keepAlive, sessionStatements } from "./policy.ts";

/** Short reads, which share a connection while several wait for their answers. */
export interface PipelinedReads {
  /** Executes one statement that changes nothing. It may be sent twice. */
  query(statement: QueryArrayConfig): Promise<QueryArrayResult<(string | null)[]>>;
  /** Their connection at this moment. */
  readonly state: "closed" | "idle" | "busy";
  close(): Promise<void>;
}

/** In milliseconds. */
interface Limits {
  /** A read without an answer for so long ends the connection. */
  readonly patience: number;
  /** So long after its end, the next may be opened. */
  readonly rest: number;
  /** So long after its last read, it is closed. */
  readonly idle: number;
}

/** Patience, the wait for a connection of the pool and that for a lock together stay below 5 s (`policy.ts`). */
const defaultLimits: Limits = { patience: 500, rest: 5_000, idle: 10_000 };

interface Options {
  readonly pool: Pool;
  /** Is given each connection before its first statement. */
  readonly onOpen?: ((client: Client) => void) | undefined;
  readonly limits?: Limits;
}

/**
 * Sends reads that come together on one connection, each without waiting for the answers before it. On connections of
 * the pool, which take turns, they cost PostgreSQL and Node half as much again (docs/performance.md). The pool has the
 * reads that come one by one, and repeats those that the connection leaves without an answer: each waits for those
 * before it, so that one behind a lock would hold up all.
 */
export function createPipelinedReads(
  url: string,
  { pool, onOpen = () => {}, limits = defaultLimits }: Options,
): PipelinedReads {
  /** Set from the moment in which a connection is opened until the rest after its end is over. */
  let opening: Promise<void> | null = null;
  let pipeline: { readonly client: Client; readonly idle: NodeJS.Timeout } | null = null;
  let isClosed = false;
  let unanswered = 0;

  const onEnd = () => {
    clearTimeout(pipeline?.idle);
    pipeline = null;
    setTimeout(() => {
      opening = null;
    }, limits.rest).unref();
  };

  /** Its other end may have vanished without a word. */
  const leave = async (client: Client) => {
    const timer = setTimeout(() => client.connection.stream.destroy(), limits.patience);
    await client.end();
    clearTimeout(timer);
  };

  const open = async () => {
    const client = new Client({
      ...keepAlive,
      connectionString: url,
      pipeline: true,
      connectionTimeoutMillis: limits.patience,
      query_timeout: limits.patience,
    });
    // Its reads fail with it, and are repeated.
    client.on("error", () => {});
    client.once("end", onEnd);
    onOpen(client);
    try {
      await client.connect();
      await client.query(sessionStatements);
      const idle = setTimeout(() => {
        if (unanswered > 0) idle.refresh();
        else void leave(client);
      }, limits.idle);
      pipeline = { client, idle };
    } catch {
      await leave(client);
    }
  };

  const read: PipelinedReads["query"] = async (statement) => {
    if (pipeline !== null) {
      pipeline.idle.refresh();
      try {
        return await pipeline.client.query(statement);
      } catch (error) {
        if (databaseFailure(error) === null) throw error;
      }
    } else if (opening === null && !isClosed && unanswered > 1) {
      opening = open();
    }
    return await pool.query(statement);
  };

  return {
    async query(statement) {
      unanswered += 1;
      try {
        return await read(statement);
      } finally {
        unanswered -= 1;
      }
    },
    get state() {
      if (pipeline === null) return "closed";
      return unanswered > 0 ? "busy" : "idle";
    },
    async close() {
      isClosed = true;
      await opening;
      if (pipeline !== null) await leave(pipeline.client);
    },
  };
}
