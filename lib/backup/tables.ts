import { type Client, escapeIdentifier } from "pg";
import { z } from "zod";
import type { Table } from "./file-format.ts";

const tableRows = z.array(z.object({ table: z.string(), columns: z.array(z.string()) }));
const referenceRows = z.array(z.object({ from: z.string(), to: z.string() }));

/**
 * The tables with the columns to keep, each after those that it refers to. Leaves out generated columns, and the
 * history of migrations, which a restore writes anew.
 */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows: tables } = await client.query(`
    SELECT relname AS table, array_agg(attname::text ORDER BY attnum) AS columns
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
      AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    GROUP BY relname ORDER BY relname`);
  const { rows: references } = await client.query(`
    SELECT source.relname AS from, target.relname AS to
    FROM pg_constraint JOIN pg_class source ON source.oid = conrelid JOIN pg_class target ON target.oid = confrelid
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`);
  return inOrder(tableRows.parse(tables), referenceRows.parse(references));
}

/**
 * Each table after those that it refers to.
 * @throws {Error} where tables refer to each other in a circle
 */
export function inOrder(
  tables: readonly Table[],
  references: readonly { readonly from: string; readonly to: string }[],
): Table[] {
  const ordered: Table[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ table }) => table));
    const ready = waiting.filter(
      ({ table }) => !references.some(({ from, to }) => from === table && to !== table && names.has(to)),
    );
    if (ready.length === 0) throw new Error(`These tables refer to each other: ${[...names].join(", ")}`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** The statement that writes out or reads in a table's rows. */
export function copyStatement({ table, columns }: Table, direction: "TO STDOUT" | "FROM STDIN"): string {
  return `COPY public.${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(", ")}) ${direction}`;
}
