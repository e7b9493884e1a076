/**
 * The reason why the database did not answer, where the statement is not to blame:
 * `unreachable` – there is no connection, or it broke: the server starts, restarts or is cut off;
 * `busy` – a limit was met: a lock, a slow statement, all connections in use;
 * `refused` – somebody has to act: wrong password, missing database, missing right.
 */
export type DatabaseFailure = "unreachable" | "busy" | "refused";

const failures: Readonly<Record<string, DatabaseFailure>> = {
  ECONNREFUSED: "unreachable",
  ECONNRESET: "unreachable",
  EPIPE: "unreachable",
  ETIMEDOUT: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  // A name may be missing until another container has started.
  ENOTFOUND: "unreachable",
  EAI_AGAIN: "unreachable",
  // cannot_connect_now, admin_shutdown, crash_shutdown
  "57P03": "unreachable",
  "57P01": "unreachable",
  "57P02": "unreachable",
  // idle_in_transaction_session_timeout: the server has closed the connection.
  "25P03": "unreachable",
  // lock_not_available, query_canceled, too_many_connections
  "55P03": "busy",
  "57014": "busy",
  "53300": "busy",
  "28P01": "refused",
  "28000": "refused",
  "3D000": "refused",
  "42501": "refused",
  // Prisma's adapter, which drops the code of a socket's error
  DatabaseNotReachable: "unreachable",
  ConnectionClosed: "unreachable",
  SocketTimeout: "unreachable",
  // Prisma: no connection, no transaction in time
  P1001: "unreachable",
  P1002: "unreachable",
  P1017: "unreachable",
  P2024: "busy",
  P2028: "busy",
};

/** Errors of node-postgres that carry no code. */
const messages: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/^timeout exceeded when trying to connect/, "busy"],
  [/^Connection terminated|^timeout expired|not queryable|^Query read timeout/, "unreachable"],
];

/** The kind of failure that an error stands for, wherever its cause is wrapped; null for any other error. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  for (const each of causesOf(error)) {
    const failure = failureOf(each);
    if (failure !== null) return failure;
  }
  return null;
}

/** Whether an error, or one that it wraps, has this SQLSTATE. */
export function hasDatabaseCode(error: unknown, code: string): boolean {
  return causesOf(error).some((each) => field(each, "originalCode") === code || field(each, "code") === code);
}

function failureOf(error: object): DatabaseFailure | null {
  for (const code of ["originalCode", "code", "kind"].map((name) => field(error, name))) {
    if (typeof code !== "string") continue;
    // Class 08: connection exceptions.
    if (/^08[0-9A-Z]{3}$/.test(code)) return "unreachable";
    const failure = failures[code];
    if (failure !== undefined) return failure;
  }
  const text = field(error, "message");
  if (typeof text !== "string") return null;
  return messages.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The innermost first: it is the most precise. */
function causesOf(error: unknown, depth = 0): object[] {
  if (typeof error !== "object" || error === null || depth > 6) return [];
  const inner = [field(error, "meta"), field(error, "driverAdapterError"), field(error, "cause")];
  const several = field(error, "errors");
  return [...inner, ...(Array.isArray(several) ? several : [])]
    .flatMap((each) => causesOf(each, depth + 1))
    .concat(error);
}

function field(value: object, name: string): unknown {
  return name in value ? Reflect.get(value, name) : undefined;
}
