import type { Client } from "pg";

/** "Now" of the benchmark. Todos that expire before it are due. */
export const now = new Date("2026-11-24T03:00:00Z");

/** The number of todos of each kind in a table, in random order. */
export interface Mix {
  readonly due: number;
  /** Completed, but not due for days. */
  readonly completed: number;
  readonly open: number;
}

export const mixes = {
  many_due: { due: 500_000, completed: 500_000, open: 1_000_000 },
  few_due: { due: 100, completed: 999_900, open: 1_000_000 },
  huge: { due: 100, completed: 9_999_900, open: 10_000_000 },
} as const satisfies Record<string, Mix>;

const owners = 1_000;

export const countOf = (mix: Mix): number => mix.due + mix.completed + mix.open;

/** The id of the n-th todo (from 1), in the order of creation. */
export function nthId(n: number): string {
  const hex = (firstMs + n).toString(16).padStart(12, "0");
  const digits = `${hex}70008${n.toString(16).padStart(15, "0")}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
const firstMs = Date.parse("2026-01-01T00:00:00Z");

/** Fills a migrated, empty database. Building indexes afterwards is several times as fast. */
export async function fill(client: Client, mix: Mix): Promise<void> {
  // Constraint triggers would check the owners of two million rows, which are known to exist.
  await client.query(
    "SET session_replication_role = replica; SET maintenance_work_mem = '256MB'; SET work_mem = '256MB'",
  );
  await client.query(
    `INSERT INTO "user" (id, name, email, created_at, updated_at)
     SELECT ${ownerSql("n")}, 'Owner ' || n, 'owner' || n || '@example.com', $1, $1 FROM generate_series(0, $2::int - 1) AS n`,
    [now, owners],
  );
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename = 'todo' AND indexname <> 'todo_pkey'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  await client.query("SELECT setseed(0.42)");
  await client.query(
    `INSERT INTO todo (id, owner_id, title, notes, completed_at, expires_at, created_at, updated_at)
     SELECT
       (lpad(to_hex(${firstMs}::bigint + n), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid,
       ${ownerSql(`hashint4(n) & 2147483647`)},
       'Todo ' || n || ': ' || substr(md5(n::text), 1, 8 + n % 24),
       CASE WHEN n % 4 = 0 THEN repeat(md5(n::text), 1 + n % 5) ELSE '' END,
       completed, completed + interval '7 days', created, coalesce(completed, created)
     FROM (
       SELECT n, $1::timestamptz - interval '90 days' AS created,
         CASE WHEN place <= $2 THEN $1::timestamptz - interval '7 days' - random() * interval '30 days'
              WHEN place <= $2 + $3 THEN $1::timestamptz - random() * interval '6 days' END AS completed
       FROM (SELECT n, row_number() OVER (ORDER BY random()) AS place FROM generate_series(1, $4::int) AS n) AS placed
       ORDER BY n
     ) AS dated`,
    [now, mix.due, mix.completed, countOf(mix)],
  );
  for (const { definition } of rows) await client.query(definition);
  await client.query("RESET session_replication_role");
  await client.query("VACUUM (ANALYZE) todo");
  await client.query(`VACUUM (ANALYZE) "user"`);
}

function ownerSql(n: string): string {
  return `('00000000-0000-7000-8000-' || lpad(to_hex((${n}) % ${owners}), 12, '0'))::uuid`;
}
