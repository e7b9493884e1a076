import { z } from "zod";
import { createDatabase } from "#lib/db/client.ts";
import { about, type Finding } from "../finding.ts";

const { ok, error } = about("database");

const zoneSchema = z.tuple([z.object({ zone: z.string() })]);

const fix = "Use a direct address, or a pooler that passes the startup parameter “options” on.";

/**
 * Whether the app's own connections may set their time zone, which some poolers refuse and others ignore: instants are sent
 * without a zone, so another one than UTC would shift them.
 */
export async function examineSession(databaseUrl: string): Promise<Finding[]> {
  const database = createDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const rows = await database.$queryRaw`SELECT current_setting('TimeZone') AS zone`;
    return [judgeTimeZone(zoneSchema.parse(rows)[0].zone)];
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.trim().split("\n").at(-1) : String(thrown);
    return [error(`The app's own connection is refused: ${reason}`, fix)];
  } finally {
    await database.$disconnect();
  }
}

/** Judges what the app's sessions got, having asked for UTC. */
export function judgeTimeZone(zone: string): Finding {
  if (/^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/.test(zone)) return ok("The app's sessions are in UTC.");
  return error(
    `The app's sessions are in ${zone}, not in UTC: a pooler ignores what the app asks for, and times are shifted.`,
    `${fix} Or: ALTER DATABASE … SET timezone TO 'UTC'.`,
  );
}
