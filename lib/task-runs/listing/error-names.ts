import type { Database } from "#lib/db/client.ts";
import { errorNamesMax } from "../limits.ts";

/**
 * The names of the errors that runs have, in the database's order, at most 50. Each costs one probe of the index by
 * name, however many runs have it.
 */
export async function readErrorNames(database: Database): Promise<string[]> {
  const rows = await database.$queryRaw<{ name: string }[]>`
    WITH RECURSIVE names(name, number) AS (
      (SELECT error ->> 'name', 1 FROM task_run WHERE error IS NOT NULL AND error ->> 'name' IS NOT NULL
        ORDER BY error ->> 'name' LIMIT 1)
      UNION ALL
      SELECT (SELECT error ->> 'name' FROM task_run WHERE error IS NOT NULL AND error ->> 'name' > names.name
        ORDER BY error ->> 'name' LIMIT 1), names.number + 1
      FROM names WHERE names.name IS NOT NULL AND names.number < ${errorNamesMax}
    )
    SELECT name FROM names WHERE name IS NOT NULL`;
  return rows.map(({ name }) => name);
}
