import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { applyNext } from "./apply-migration.ts";
import { type BlockerWatch, watchBlockers } from "./blockers.ts";
import { withConnection } from "./connection.ts";
import { type MigrationFile, migrationsDirectory, readMigrationFiles } from "./files.ts";
import { compareHistory, type MigrationStatus, readHistory } from "./history.ts";
import { MigrationError } from "./migration-error.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

const PATIENCE_MS = 60_000;

/** While a migration waits for a table, everybody else waits behind it. */
const LOCK_TIMEOUT_MS = 3_000;

/** Longer than the server lets a migration run: after this long without an answer its connection is broken. */
const SILENCE_MS = 11 * 60_000;

interface Options {
  /** Default: prisma/migrations of the working directory. */
  readonly directory?: string;
  /** Applies these alone. Default: all. */
  readonly only?: readonly string[];
  /** Called after each applied migration. */
  readonly onApplied?: (name: string) => void;
  /** Called after each try that gave up waiting. The error names the session that it waited for. */
  readonly onBlocked?: (error: MigrationError) => void;
  /** The time for which a migration that waits for a lock in vain is tried again. Default: a minute. */
  readonly patienceMs?: number;
  /** The time that one try waits for a lock. Default: 3 s. */
  readonly lockTimeoutMs?: number;
}

/**
 * Applies the pending migrations, each in a transaction, and resolves to their names. Safe to call in many processes
 * at once. A migration that cannot get a lock is rolled back and tried again, for a minute.
 * @throws {MigrationError} for the first that fails; those before it stay applied
 */
export async function applyMigrations(databaseUrl: string, options: Options = {}): Promise<readonly string[]> {
  const { directory = migrationsDirectory, only } = options;
  const files = (await readMigrationFiles(directory)).filter(({ name }) => only?.includes(name) ?? true);
  const work = async (client: Client) => {
    const applied: string[] = [];
    while (await isAnyPending(client, files)) {
      const name = await applyPatiently(databaseUrl, client, { ...options, files });
      if (name === null) break;
      applied.push(name);
      options.onApplied?.(name);
    }
    return applied;
  };
  return await withConnection(databaseUrl, work, { silenceMs: SILENCE_MS });
}

/**
 * Tells which migrations are applied and pending. Changes nothing.
 * @throws {MigrationError} `unreachable`; every other problem is part of the answer
 */
export async function migrationStatus(databaseUrl: string, options: Options = {}): Promise<MigrationStatus> {
  const files = await readMigrationFiles(options.directory ?? migrationsDirectory);
  return await withConnection(databaseUrl, async (client) => compareHistory(files, await readHistory(client)));
}

/** Takes no lock, so that a start with nothing to do waits for nobody. */
async function isAnyPending(client: Client, files: readonly MigrationFile[]): Promise<boolean> {
  const { pending, problems } = compareHistory(files, await readHistory(client));
  if (problems[0] !== undefined) throw problems[0];
  return pending.length > 0;
}

/** Looks for the sessions in its way from the first failed try on. */
async function applyPatiently(
  databaseUrl: string,
  client: Client,
  options: Options & { readonly files: readonly MigrationFile[] },
): Promise<string | null> {
  const { files, onBlocked, patienceMs = PATIENCE_MS, lockTimeoutMs = LOCK_TIMEOUT_MS } = options;
  const deadline = performance.now() + patienceMs;
  let watch: BlockerWatch | undefined;
  try {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await applyNext(client, files, { lockTimeoutMs });
      } catch (error) {
        if (!(error instanceof MigrationError) || error.kind !== "blocked") throw error;
        const named = withBlockers(error, watch?.seen ?? null);
        if (performance.now() + pauseMs > deadline) throw named;
        onBlocked?.(named);
      }
      watch ??= await watchBlockers(databaseUrl, client);
      await sleep(pauseMs);
    }
  } finally {
    await watch?.end();
  }
}

function withBlockers(error: MigrationError, blockers: string | null): MigrationError {
  const { message, migration, cause } = error;
  const advice =
    blockers === null
      ? "Something keeps a table locked: look at pg_stat_activity."
      : `It waits for ${blockers}. End that, or wait for it, and start again.`;
  return new MigrationError("blocked", `${message}. ${advice}`, {
    ...(migration === null ? {} : { migration }),
    cause,
  });
}
