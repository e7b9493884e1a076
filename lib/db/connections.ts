import { Socket } from "node:net";
import { Client, type ClientBase, Pool } from "pg";
import { keepAlive, sessionStatements, type WorkPolicy } from "./policy.ts";

/** Opens a lazy pool of connections that keep to the policy. */
export function openPool(url: string, { connections, waitMs, silenceMs }: WorkPolicy): Pool {
  const pool = new Pool({
    ...keepAlive,
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: waitMs,
    async onConnect(client) {
      breakWhenSilent(client);
      limitSilence(client, silenceMs);
      await client.query(sessionStatements);
    },
  });
  pool.on("acquire", (client) => limitSilence(client, silenceMs));
  pool.on("release", (_error, client) => limitSilence(client, 0));
  // An idle connection was lost, and the pool has left it out. Without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

/** Options for connections of the embedded engine's queue, which has the same driver and a pool of its own. */
export const queueConnection = {
  ...keepAlive,
  connectionTimeoutMillis: 5_000,
  // Longer than the server lets a statement run.
  query_timeout: 20_000,
  onConnect: async (client: ClientBase) => {
    await client.query(sessionStatements);
  },
} as const;

/** A socket whose other end vanished, or is frozen, stays open and says nothing: the kernel waits for many minutes. */
class SilentConnection extends Error {
  override readonly name = "SilentConnection";
  // The driver's adapter knows an error of a socket by these three.
  readonly code = "ETIMEDOUT";
  readonly syscall = "read";
  readonly errno = -110;
}

function breakWhenSilent(client: ClientBase): void {
  const socket = socketOf(client);
  socket?.on("timeout", () => socket.destroy(new SilentConnection("The database has not answered in time.")));
}

function limitSilence(client: ClientBase, ms: number): void {
  socketOf(client)?.setTimeout(ms);
}

function socketOf(client: ClientBase): Socket | null {
  if (!(client instanceof Client)) return null;
  const { stream } = client.connection;
  return stream instanceof Socket ? stream : null;
}
