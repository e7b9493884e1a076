/**
 * The time limits of all connections, in one place (docs/decisions/0021-one-connection-policy.md). The server's limits
 * are the same for each connection, whatever it is for: a pooler in transaction mode lends the connection of one kind
 * of work to another. This process itself measures the limits that differ by kind.
 */
export type WorkKind = "request" | "batch" | "scheduler" | "health";

export interface WorkPolicy {
  /** The most connections that a process opens for it. */
  readonly connections: number;
  /** The time to wait for a connection: for a free one, or for a new one to open. */
  readonly waitMs: number;
  /** The time without a byte after which a connection in use counts as broken. */
  readonly silenceMs: number;
}

/** Each kind has connections of its own, so that one that waits for a lock takes none from another. */
export const workPolicies: Readonly<Record<WorkKind, WorkPolicy>> = {
  // Waiting for a connection and for a lock together stay below the 5 s in which a caller is answered.
  request: { connections: 10, waitMs: 2_000, silenceMs: 3_500 },
  // Longer than a statement may take, so that the server ends it first.
  batch: { connections: 4, waitMs: 15_000, silenceMs: 20_000 },
  scheduler: { connections: 2, waitMs: 5_000, silenceMs: 5_000 },
  // Longer than a lock is waited for: one locked table leaves the other checks their answers.
  health: { connections: 3, waitMs: 1_500, silenceMs: 3_000 },
};

/** Of the embedded engine's queue, with the one that listens. */
export const queueConnections = { jobs: 5, listen: 1 } as const;

/** The one that requests which only read share (`pipelined-reads.ts`). */
const sharedConnections = 1;

/** The most connections that one process opens. */
export const connectionsOfProcess =
  Object.values(workPolicies).reduce((sum, { connections }) => sum + connections, 0) +
  sharedConnections +
  queueConnections.jobs +
  queueConnections.listen;

/**
 * Ends statements that wait for a lock or run too long, and transactions that hold locks idly, e.g. of a frozen
 * process. Work that needs longer changes the limit in its transaction, by `set_config(…, true)`.
 */
const serverLimits = {
  lock_timeout: "1500ms",
  statement_timeout: "15s",
  idle_in_transaction_session_timeout: "10s",
} as const;

/**
 * Statements that each new connection begins with. Statements rather than startup parameters, which poolers refuse.
 * UTC, because the adapter sends instants without a zone, so that a server in another zone would shift them.
 */
export const sessionStatements = [
  "SET TIME ZONE 'UTC'",
  ...Object.entries(serverLimits).map(([name, value]) => `SET ${name} = '${value}'`),
].join("; ");

/** Lets the system ask a silent peer whether it is alive. */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
