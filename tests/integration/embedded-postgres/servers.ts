import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopAbandonedPostgres,
} from "#scripts/embedded-postgres/embedded-postgres.ts";
import { type Postmaster, readPostmaster } from "#scripts/embedded-postgres/postmaster-pid.ts";
import { copyCluster } from "#tests/support/processes/clusters.ts";

/** Another process that uses a server. */
export interface Owner {
  readonly url: string;
  /** Lets it end in good order. */
  leave(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
}

/** For each test: directories of servers, all stopped and removed afterwards. */
export interface Servers {
  newDirectory(): Promise<string>;
  /** A directory where a first start made the files of the server before. */
  usedDirectory(): Promise<string>;
  start(directory: string, log?: (line: string) => void): Promise<EmbeddedPostgres>;
  /** Starts the server in a process of its own. */
  startOwner(directory: string): Promise<Owner>;
}

/** Registers the hooks that clean up. Gives tests more time: servers of their own start slowly on a busy machine. */
export function setUpServers(): Servers {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  afterAll(() => vi.resetConfig());
  let directories: string[] = [];
  let running: EmbeddedPostgres[] = [];
  beforeEach(() => {
    directories = [];
    running = [];
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    for (const directory of directories) {
      await stopAbandonedPostgres(directory);
      await rm(directory, { recursive: true, force: true });
    }
  });
  const newDirectory = async () => {
    const directory = await mkdtemp(join(tmpdir(), "tidy-postgres-"));
    directories.push(directory);
    return directory;
  };
  return {
    newDirectory,
    async usedDirectory() {
      const directory = await newDirectory();
      await copyCluster(directory);
      return directory;
    },
    async start(directory, log) {
      const server = await startEmbeddedPostgres({ directory, log: log ?? (() => {}) });
      running.push(server);
      return server;
    },
    startOwner,
  };
}

async function startOwner(directory: string): Promise<Owner> {
  const script = fileURLToPath(new URL("./owner-process.ts", import.meta.url));
  const owner = spawn(process.execPath, [script, directory], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(owner, "exit");
  const [url] = await once(createInterface({ input: owner.stdout }), "line");
  return {
    url: String(url),
    async leave() {
      owner.stdin.end();
      await exited;
    },
    signal: (signal) => void owner.kill(signal),
    async kill() {
      owner.kill("SIGKILL");
      await exited;
    },
  };
}

/** The process that serves a directory; null where there is none. */
export function postmasterOf(directory: string): Promise<Postmaster | null> {
  return readPostmaster(dataOf(directory));
}

/** The directory of PostgreSQL's own files. */
export function dataOf(directory: string): string {
  return join(directory, "cluster", "data");
}

/** The first column of the first row. */
export async function ask(url: string, sql: string): Promise<unknown> {
  return await withConnection(url, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  });
}
