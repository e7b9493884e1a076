import { z } from "zod";

// A backup is one gzip file of text: a header line, then for each table a line with its name and columns, its rows as
// COPY writes them, `\.` and a line with their number, and at the end the number of rows of every table.

/** The first line. */
export const headerSchema = z.object({
  format: z.literal("tidy-backup"),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Applied when the backup was made: its rows fit the tables that these make. */
  migrations: z.array(z.string()),
});
export type Header = z.output<typeof headerSchema>;

/** The line before the rows of a table. */
export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export type Table = z.output<typeof tableSchema>;

/** The line after them. */
export const rowsSchema = z.object({ rows: z.int() });

/** The last line. A file without it is incomplete. */
export const endSchema = z.object({ end: z.literal(true), rows: z.record(z.string(), z.int()) });

/** The number of rows of each table. */
export type RowCounts = Readonly<Record<string, number>>;

/** Ends the rows of a table. No row can look like it: COPY writes a backslash as two. */
export const endOfRows = "\\.\n";

/** One line of a backup. */
export function line(value: Header | Table | z.input<typeof rowsSchema> | z.input<typeof endSchema>): string {
  return `${JSON.stringify(value)}\n`;
}

/** The rows of all tables together. */
export function totalOf(rows: RowCounts): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}
