import { createServer, type Socket } from "node:net";
import type { QueryArrayConfig } from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { closeDatabase, createDatabase, poolOf } from "#lib/db/client.ts";
import { createPipelinedReads, type PipelinedReads } from "#lib/db/pipelined-reads.ts";
import { startDatabaseProxy } from "#scripts/drill/outages/database-proxy.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { listenLocally } from "#tests/support/listening.ts";

const test = setUpTestDatabase();

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

function open(limits = { patience: 20_000, rest: 60_000, idle: 60_000 }) {
  const database = createDatabase({ url: test.url, poolSize: 10 });
  const pool = poolOf(database);
  const reads = createPipelinedReads(test.url, { pool, limits });
  undo.push(
    () => closeDatabase(database),
    () => reads.close(),
  );
  return { reads, pool };
}

const statement = (text: string, ...values: unknown[]): QueryArrayConfig => ({ text, values, rowMode: "array" });
const backend = async ({ query }: PipelinedReads) =>
  Number((await query(statement("SELECT pg_backend_pid()"))).rows[0]?.[0]);
const together = (reads: PipelinedReads) => Promise.all(Array.from({ length: 20 }, () => backend(reads)));

/** The backend of the connection that reads share. */
async function shared(reads: PipelinedReads): Promise<number> {
  const find = async () => {
    const [first = 0, ...others] = new Set(await together(reads));
    expect(others).toEqual([]);
    return first;
  };
  return await vi.waitFor(find, { timeout: 20_000 });
}

it("opens a connection once reads come together, and answers each by its own result", async () => {
  const { reads } = open();
  const alone = await backend(reads);
  expect(await backend(reads)).toBe(alone);
  expect(reads.state).toBe("closed");
  const connection = await shared(reads);
  expect(reads.state).toBe("idle");
  expect(connection).not.toBe(alone);
  const named = (n: number) => ({
    ...statement(`SELECT ${n % 3} + $1::int, pg_backend_pid()`, n),
    name: `plus_${n % 3}`,
  });
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  const asked = numbers.map((n) => reads.query(named(n)));
  expect(reads.state).toBe("busy");
  const answers = await Promise.all(asked);
  expect(answers.flatMap(({ rows }) => rows)).toEqual(numbers.map((n) => [(n % 3) + n, connection]));
});

it("fails only the read that is to blame", async () => {
  const { reads } = open();
  const connection = await shared(reads);
  const divide = (by: number) => reads.query(statement("SELECT 6 / $1::int", by));
  const outcomes = await Promise.allSettled([divide(1), divide(0), divide(2), divide(0), divide(3)]);
  expect(
    outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value.rows : outcome.reason.code)),
  ).toEqual([[[6]], "22012", [[3]], "22012", [[2]]]);
  expect(await backend(reads)).toBe(connection);
});

it("repeats on the pool what waits for a read that takes long, side by side, and gives the connection up", async () => {
  const { reads } = open({ patience: 300, rest: 1, idle: 60_000 });
  const connection = await shared(reads);
  const count = 8;
  const long = Array.from({ length: count }, () => reads.query(statement("SELECT pg_sleep(60)")));
  const outcomes = Promise.allSettled(long);
  expect(await backend(reads)).not.toBe(connection);
  const sleeping = async () => {
    const rows = await test.db.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event = 'PgSleep' AND pid <> ${connection}::int`;
    expect(rows).toHaveLength(count);
  };
  await vi.waitFor(sleeping, { timeout: 20_000 });
  await test.db.$queryRaw`
    SELECT pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`;
  const canceled = { status: "rejected", reason: expect.objectContaining({ code: "57014" }) };
  expect(await outcomes).toEqual(Array(count).fill(canceled));
  expect(await together(reads)).not.toContain(connection);
});

it("answers all reads when the connection is lost among them, and opens the next after a rest", async () => {
  const { reads } = open({ patience: 20_000, rest: 1, idle: 60_000 });
  const connection = await shared(reads);
  const sleeping = Array.from({ length: 5 }, (_, n) => reads.query(statement("SELECT $1::int, pg_sleep(0.1)", n)));
  await test.db.$queryRaw`SELECT pg_terminate_backend(${connection}::int)`;
  expect((await Promise.all(sleeping)).map(({ rows: [row] }) => row?.[0])).toEqual([0, 1, 2, 3, 4]);
  expect(await shared(reads)).not.toBe(connection);
});

it("closes the connection when no read has come for a while", async () => {
  const { reads } = open({ patience: 20_000, rest: 1, idle: 100 });
  const connection = await shared(reads);
  const isClosed = async () => {
    const found = await test.db.$queryRaw`SELECT FROM pg_stat_activity WHERE pid = ${connection}::int`;
    expect(found).toEqual([]);
  };
  await vi.waitFor(isClosed, { timeout: 20_000 });
  expect(await together(reads)).not.toContain(connection);
});

it("gives up a connection whose other end has vanished, when it is to be closed for its idleness", async () => {
  const { pool } = open();
  const proxy = await startDatabaseProxy(test.url);
  const reads = createPipelinedReads(proxy.url, { pool, limits: { patience: 200, rest: 1, idle: 100 } });
  const connection = await shared(reads);
  proxy.freeze();
  await vi.waitFor(() => expect(reads.state).toBe("closed"), { timeout: 10_000 });
  await proxy.open();
  expect(await shared(reads)).not.toBe(connection);
  proxy.freeze();
  await reads.close();
  expect(reads.state).toBe("closed");
  await proxy.close();
});

it("leaves reads to the pool where its connection is refused", async () => {
  await leavesReadsToThePool(1);
});

it("leaves reads to the pool where its connection is never answered", async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket));
  await leavesReadsToThePool(await listenLocally(server));
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function leavesReadsToThePool(port: number) {
  const { pool } = open();
  const reads = createPipelinedReads(`postgresql://127.0.0.1:${port}/none`, { pool });
  for (const backends of [await together(reads), await together(reads)]) {
    expect(new Set(backends).size).toBeGreaterThan(1);
  }
  await reads.close();
}
