import { Client, DatabaseError } from "pg";
import { keepAlive } from "../policy.ts";
import { MigrationError } from "./migration-error.ts";

/**
 * Connects, runs `work`, and closes the connection in any case. `silenceMs`: after how long without an answer a
 * statement fails; by default it waits.
 * @throws {MigrationError} `unreachable`, naming host, port and database, never the password
 */
export async function withConnection<T>(
  databaseUrl: string,
  work: (client: Client) => Promise<T>,
  { silenceMs }: { readonly silenceMs?: number } = {},
): Promise<T> {
  const client = openClient(databaseUrl, silenceMs);
  // A broken connection fails the next query. Without a listener it would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => {});
    throw unreachable(databaseUrl, cause);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

function openClient(databaseUrl: string, silenceMs: number | undefined): Client {
  try {
    return new Client({
      ...keepAlive,
      connectionString: databaseUrl,
      connectionTimeoutMillis: 10_000,
      ...(silenceMs === undefined ? {} : { query_timeout: silenceMs }),
    });
  } catch (cause) {
    throw unreachable(databaseUrl, cause);
  }
}

function unreachable(databaseUrl: string, cause: unknown): MigrationError {
  const message = `Cannot connect to PostgreSQL at ${describeTarget(databaseUrl)}: ${reasonOf(cause)}`;
  return new MigrationError("unreachable", message, { cause });
}

/** Host, port and database of a PostgreSQL URL, without its secrets. */
export function describeTarget(databaseUrl: string): string {
  const url = URL.parse(databaseUrl);
  if (url === null) return "an address that is no URL (check DATABASE_URL)";
  return `${url.hostname || "localhost"}:${url.port || "5432"}${url.pathname}`;
}

const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there. Start the server, or correct DATABASE_URL.",
  ENOTFOUND: "there is no such host. Correct DATABASE_URL.",
  ETIMEDOUT: "it doesn't answer. Check the network and the firewall.",
  "28P01": "it refuses this user and password. Correct DATABASE_URL.",
  "3D000": "it has no such database. Create it, or correct DATABASE_URL.",
  "53300": "it has no connection left. Raise max_connections or the user's limit, or stop other processes.",
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "for an unknown reason.";
  // Of the driver, which reads most addresses with such a sign all the same.
  if (cause instanceof URIError) return "it has a % that is not percent-encoded. Write it as %25.";
  // The driver gives it no code.
  if (cause.message === "The server does not support SSL connections")
    return "it has no TLS, which DATABASE_URL asks for. Turn it on there, or leave out sslmode on a network you trust.";
  const code = "code" in cause ? String(cause.code) : "";
  // The server's messages name users and databases. The driver's may quote the URL with its password.
  return advice[code] ?? (cause instanceof DatabaseError ? cause.message : code || "it doesn't answer.");
}
