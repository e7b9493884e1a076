import { z } from "zod";
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { about, type Finding } from "../finding.ts";

const { ok, error } = about("database");

const zoneSchema = z.tuple([z.object({ zone: z.string() })]);

const fix = "Use a direct address, or a pooler that keeps the time zone of each client, as PgBouncer does.";

/** Checks that the app's connections are in UTC. Instants are sent without a zone, so any other zone shifts them. */
export async function examineSession(databaseUrl: string): Promise<Finding[]> {
  const database = createDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const rows = await database.$queryRaw`SELECT current_setting('TimeZone') AS zone`;
    return [judgeTimeZone(zoneSchema.parse(rows)[0].zone)];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.trim().split("\n").at(-1) : String(thrown);
    return [error(`The app's own connection is refused: ${reason}`, fix)];
  } finally {
    await closeDatabase(database);
  }
}

/** Judges the time zone of a session that asked for UTC. */
export function judgeTimeZone(zone: string): Finding {
  if (/^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/.test(zone)) return ok("The app's sessions are in UTC.");
  return error(
    `The app's sessions are in ${zone}, not in UTC: a pooler gives them connections of others, and times are shifted.`,
    `${fix} Or: ALTER DATABASE … SET timezone TO 'UTC'.`,
  );
}
