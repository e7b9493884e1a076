import { addDays } from "#lib/days.ts";
import { importRefusedShown, importRowsShown } from "../../limits.ts";
import { type ImportedRow, type ImportTerms, importedRow } from "../applying/imported-rows.ts";
import type { FileTodo } from "../formats.ts";
import type { RefusedEntry } from "../reading/check-entry.ts";
import type { FileReading } from "../reading/read-file.ts";
import type { ImportPreview } from "../schemas.ts";

/** Counts of a preview while the todos of a file pass by. */
export interface Entries {
  readonly refused: readonly RefusedEntry[];
  readonly refusedCount: number;
  readonly changed: readonly { readonly line: number; readonly change: string }[];
  readonly changedCount: number;
}

/** The most characters of notes that a preview shows. */
const shownNotes = 200;

/** Collects the new todos of a preview. */
export function createNewTodos(terms: ImportTerms) {
  const rows: ImportPreview["rows"] = [];
  let newCount = 0;
  let completedCount = 0;
  let expiringCount = 0;
  let firstExpiry: string | null = null;
  return {
    add(todo: FileTodo, place: number): void {
      const row = importedRow(todo, place, terms);
      newCount += 1;
      if (row.completed_at !== null) completedCount += 1;
      if (row.expires_at !== null) {
        expiringCount += 1;
        if (firstExpiry === null || row.expires_at < firstExpiry) firstExpiry = row.expires_at;
      }
      if (rows.length < importRowsShown) rows.push(shown(row, place));
    },
    summary: () => ({ newCount, rows, completed: { count: completedCount, expiringCount, firstExpiry } }),
  };
}

function shown(row: ImportedRow, place: number): ImportPreview["rows"][number] {
  return {
    place: place + 1,
    title: row.title,
    notes: [...row.notes.slice(0, 2 * shownNotes)].slice(0, shownNotes).join(""),
    dueOn: row.due_on,
    completedAt: row.completed_at,
    pinned: row.pinned,
    expiresAt: row.expires_at,
  };
}

/** The preview's remarks about the file itself. */
export function fileSummary({ format, encoding, guess, notes }: FileReading, entries: Entries) {
  return {
    format,
    encoding,
    guess: guess === null ? null : { count: guess.count, lines: [...guess.lines] },
    ignored: [...notes.ignored],
    date: notes.date,
    refusedCount: entries.refusedCount,
    refused: entries.refused.slice(0, importRefusedShown),
    changedCount: entries.changedCount,
    changed: entries.changed.slice(0, importRefusedShown),
  };
}

/** Imports that were never applied are replaced after this. */
export const replacedBefore = (now: Date): Date => addDays(now, -1);
