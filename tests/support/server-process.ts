// Started by server.ts: runs a PostgreSQL in a temporary folder until its input ends.
import { once } from "node:events";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { escapeIdentifier, escapeLiteral } from "pg";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { chooseAccount } from "#scripts/embedded-postgres/account.ts";
import { findBinaries } from "#scripts/embedded-postgres/binaries.ts";
import { createCluster, layoutOf } from "#scripts/embedded-postgres/cluster.ts";
import { startEmbeddedPostgres, stopAbandonedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { isAlive } from "#scripts/runtime/processes.ts";

/** Nothing here outlives the run, so nothing needs to reach the disk. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  // Otherwise it starts a worker for each of the many databases in turn. Tests that need statistics collect them.
  autovacuum: "off",
  // Each of them is worth it only for more rows than a test has.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  // Nothing is replicated, and what is read is in memory.
  wal_level: "minimal",
  max_wal_senders: "0",
  wal_init_zero: "off",
  io_method: "sync",
  // Processes that wake up to write what nobody needs to have on a disk.
  wal_writer_delay: "10s",
  bgwriter_delay: "10s",
  checkpoint_timeout: "1d",
  // A deadlock is found sooner, since on a busy machine a second and a lock's own limit are nearly the same.
  deadlock_timeout: "100ms",
};

const prefix = "tidy-tests-";

await removeAbandoned();
const directory = join(tmpdir(), `${prefix}${process.pid}`);
const newCluster = await makeCluster(join(directory, "new"));
await cp(newCluster, layoutOf(directory).cluster, { recursive: true });
await askForPlainPasswords(layoutOf(directory).data);
const server = await startEmbeddedPostgres({ directory, settings });
await hashPasswordOnce(server.url);
console.log(JSON.stringify({ adminUrl: server.url, newCluster }));
await once(process.stdin.resume(), "close");
await server.stop();
await rm(directory, { recursive: true, force: true });

/** Client and server would prove to each other that they know the password: half the work of a connection. */
async function askForPlainPasswords(data: string): Promise<void> {
  const path = join(data, "pg_hba.conf");
  await writeFile(path, (await readFile(path, "utf8")).replaceAll("scram-sha-256", "password"));
}

/** The server would hash what each of thousands of connections gives it 4096 times. */
async function hashPasswordOnce(adminUrl: string): Promise<void> {
  const { username, password } = new URL(adminUrl);
  await withConnection(adminUrl, async (client) => {
    await client.query("SET scram_iterations = 1");
    await client.query(`ALTER ROLE ${escapeIdentifier(username)} PASSWORD ${escapeLiteral(password)}`);
  });
}

/** Makes it once for all tests that start a server, since PostgreSQL takes a second for it and a copy takes none. */
async function makeCluster(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const binaries = await findBinaries();
  const account = await chooseAccount(folder, [binaries.initdb]);
  await account.own(folder);
  const layout = layoutOf(folder);
  await createCluster(layout, binaries, account);
  return layout.cluster;
}

/** Removes the servers and folders of test runs that were killed. */
async function removeAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => /^tidy-tests-\d+$/.test(name));
  for (const name of names.filter((candidate) => !isAlive(Number(candidate.slice(prefix.length))))) {
    const abandoned = join(tmpdir(), name);
    // Another account's folder is that account's to remove.
    await stopAbandonedPostgres(abandoned)
      .then(() => rm(abandoned, { recursive: true, force: true }))
      .catch(() => {});
  }
}
