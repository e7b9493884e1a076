import { z } from "zod";
import { describeTarget, withConnection } from "#lib/db/migrations/connection.ts";
import { MigrationError } from "#lib/db/migrations/migration-error.ts";
import { migrationStatus } from "#lib/db/migrations/migrations.ts";
import { about, type Finding } from "../finding.ts";
import { examineRights } from "./rights.ts";

const { ok, error } = about("database");

const OLDEST_VERSION = 150_000;
const SKEW_WARNING_MS = 2_000;
const SKEW_ERROR_MS = 60_000;

export interface ExaminedDatabase {
  readonly findings: readonly Finding[];
  /** Whether it is migrated, so that its tables can be read. */
  readonly usable: boolean;
}

/** Checks that the database answers, is new enough, is migrated, and agrees with this machine about the time. */
export async function examineDatabase(databaseUrl: string): Promise<ExaminedDatabase> {
  try {
    const server = await readServer(databaseUrl);
    const migrations = await examineMigrations(databaseUrl);
    return {
      findings: [
        ok(`${describeTarget(databaseUrl)} answers in ${server.roundTripMs} ms.`),
        examineVersion(server),
        examineClock(server.aheadMs),
        ...(await examineRights(databaseUrl)),
        ...migrations.findings,
      ],
      usable: migrations.upToDate,
    };
  } catch (thrown) {
    if (!(thrown instanceof MigrationError)) throw thrown;
    return {
      findings: [error(thrown.message, "Check that PostgreSQL runs and that DATABASE_URL is right.")],
      usable: false,
    };
  }
}

interface ServerFacts {
  readonly versionNumber: number;
  readonly version: string;
  readonly roundTripMs: number;
  /** The milliseconds by which the database's clock is ahead of this machine's. */
  readonly aheadMs: number;
}

const factsSchema = z.tuple([z.object({ number: z.coerce.number(), version: z.string(), ms: z.coerce.number() })]);

async function readServer(databaseUrl: string): Promise<ServerFacts> {
  return await withConnection(databaseUrl, async (client) => {
    await client.query("SELECT 1");
    const askedAt = Date.now();
    const { rows } = await client.query(`
      SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version,
             extract(epoch FROM clock_timestamp()) * 1000 AS ms`);
    const roundTripMs = Date.now() - askedAt;
    const [facts] = factsSchema.parse(rows);
    const aheadMs = Math.round(facts.ms - (askedAt + roundTripMs / 2));
    return { versionNumber: facts.number, version: facts.version, roundTripMs, aheadMs };
  });
}

function examineVersion({ versionNumber, version }: ServerFacts): Finding {
  return versionNumber >= OLDEST_VERSION
    ? ok(`PostgreSQL ${version}.`)
    : error(`PostgreSQL ${version} is too old.`, "Use PostgreSQL 15 or newer.");
}

/** Judges how far the database's clock is ahead of the app's (negative: behind). */
export function examineClock(aheadMs: number): Finding {
  const clock = about("database's clock");
  const apart = Math.abs(aheadMs);
  if (apart < SKEW_WARNING_MS) return clock.ok(`It agrees with this machine's, to ${apart} ms.`);
  const seconds = Math.round(apart / 100) / 10;
  const message = `The database's clock is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} this machine's.`;
  const fix = "Synchronize the clocks of both machines (NTP): schedules and expiry follow the app's.";
  return apart < SKEW_ERROR_MS ? clock.warning(message, fix) : clock.error(message, fix);
}

async function examineMigrations(databaseUrl: string): Promise<{ findings: Finding[]; upToDate: boolean }> {
  const { applied, pending, problems } = await migrationStatus(databaseUrl);
  if (problems.length > 0) {
    const findings = problems.map((problem) => error(problem.message, "See npm run db:status."));
    return { findings, upToDate: false };
  }
  if (pending.length === 0) return { findings: [ok(`Migrated: ${applied.length} applied.`)], upToDate: true };
  const message = `${pending.length} migrations are not applied: ${pending.join(", ")}.`;
  return { findings: [error(message, "Apply them: npm run db:migrate (npm start does it too).")], upToDate: false };
}
