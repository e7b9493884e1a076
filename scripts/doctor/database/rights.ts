import { z } from "zod";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { connectionsOfProcess } from "#lib/db/policy.ts";
import { about, type Finding } from "../finding.ts";

const { ok, warning, error } = about("database");

const rightsSchema = z.object({
  mayCreateSchema: z.boolean(),
  mayCreateTables: z.boolean(),
  /** Null where there is no queue yet. */
  mayChangeQueue: z.boolean().nullable(),
  /** The number of connections that the server, the database and the user allow. */
  connections: z.int(),
});
export type Rights = z.output<typeof rightsSchema>;

/** Checks the needs of a start that Tidy cannot meet itself: rights, and enough connections. */
export async function examineRights(databaseUrl: string): Promise<Finding[]> {
  return await withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query(`
      SELECT has_database_privilege(current_database(), 'CREATE') AS "mayCreateSchema",
             has_schema_privilege('public', 'CREATE') AS "mayCreateTables",
             (SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = 'pgboss') AS "mayChangeQueue",
             least(nullif(rolconnlimit, -1), nullif(datconnlimit, -1),
                   current_setting('max_connections')::int
                     - current_setting('superuser_reserved_connections')::int)::int AS connections
      FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`);
    return judgeRights(z.tuple([rightsSchema]).parse(rows)[0]);
  });
}

/** Judges them before a start fails for want of one. */
export function judgeRights(rights: Rights): Finding[] {
  return [judgeSchemas(rights), judgeConnections(rights)];
}

function judgeSchemas({ mayCreateSchema, mayCreateTables, mayChangeQueue }: Rights): Finding {
  const fix = "Let the user own the database: ALTER DATABASE … OWNER TO …";
  if (!mayCreateTables) return error("The user may not create tables in the schema public, as migrations do.", fix);
  if (!(mayChangeQueue ?? mayCreateSchema)) {
    return error("The user may not create the queue's schema, pgboss.", `${fix}, or: GRANT CREATE ON DATABASE … TO …`);
  }
  return ok("The user may create what migrations and the queue need.");
}

function judgeConnections({ connections }: Rights): Finding {
  const processes = Math.floor(connections / connectionsOfProcess);
  if (processes >= 1)
    return ok(`${connections} connections are allowed: enough for ${processes} processes under load.`);
  return warning(
    `${connections} connections are allowed. One process opens up to ${connectionsOfProcess} under load.`,
    "Raise the limit of the user, the database or the server (CONNECTION LIMIT, max_connections).",
  );
}
