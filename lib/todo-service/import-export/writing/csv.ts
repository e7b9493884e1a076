import { stringify } from "csv-stringify/sync";
import type { Todo } from "../../schemas.ts";
import { guardFormulas } from "../files/csv-formulas.ts";

/** Whether a field is a column of the file. The time of expiry follows from others, and from the reader's retention. */
const written: Readonly<Record<keyof Todo, boolean>> = {
  id: true,
  title: true,
  notes: true,
  dueOn: true,
  completedAt: true,
  pinned: true,
  createdAt: true,
  updatedAt: true,
  expiresAt: false,
};
const columns = Object.entries(written).flatMap(([field, isColumn]) => (isColumn ? [field] : []));

export type CsvSeparator = "," | ";";

/** `isMarked`: starts with a byte order mark, without which Excel takes UTF-8 for Windows-1252. */
export function csvHead(separator: CsvSeparator, isMarked = false): string {
  return `${isMarked ? "\uFEFF" : ""}${columns.join(separator)}\r\n`;
}

/** Writes todos as records of RFC 4180. */
export function toCsvRecords(todos: readonly Todo[], separator: CsvSeparator): string {
  return stringify([...todos], {
    columns: [...columns],
    delimiter: separator,
    record_delimiter: "\r\n",
    // A semicolon is quoted among commas too: some spreadsheets separate by it whatever the file does.
    quoted_match: /[\r\n;]/,
    cast: { string: guardFormulas, boolean: String },
  });
}

/** The separator that Excel expects in a CSV file: a semicolon where the comma is the decimal sign. */
export function excelSeparator(language: string | undefined): CsvSeparator {
  const decimal = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal");
  return decimal?.value === "," ? ";" : ",";
}
