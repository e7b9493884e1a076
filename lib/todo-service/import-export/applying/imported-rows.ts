import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { Prisma } from "#lib/db/client.ts";
import { expiryAfterRetentionChange } from "../../retention/retention.ts";
import { todoColumns, todoColumnsWith } from "../../todos/rows.ts";
import { instantIn } from "../files/local-time.ts";
import { type FileTodo, isDay } from "../formats.ts";

/** A row of the table for a todo of a file. */
export interface ImportedRow {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  readonly due_on: string | null;
  readonly completed_at: string | null;
  readonly pinned: boolean;
  readonly expires_at: string | null;
  readonly created_at: string;
}

export interface ImportTerms {
  readonly importId: string;
  /** The number of todos in the file. */
  readonly todoCount: number;
  /** The owner's; null keeps completed todos. */
  readonly retentionDays: number | null;
  /** The time zone of the days in the file. */
  readonly timeZone: string;
  /** Pins the completed todos, so that no cleanup takes them. */
  readonly keepsCompleted: boolean;
  readonly now: Date;
}

/**
 * The row of a todo at a place in the file. Its id follows from the import and the place, so that a retry makes the
 * same ids. Ids sort by creation and then by place. None expires within a day.
 */
export function importedRow(todo: FileTodo, place: number, terms: ImportTerms): ImportedRow {
  const { importId, todoCount, retentionDays, now } = terms;
  const completedAt = todo.completedAt === null ? null : momentOf(todo.completedAt, terms);
  const createdAt = todo.createdAt === null ? (completedAt ?? now) : momentOf(todo.createdAt, terms);
  const pinned = todo.pinned || (terms.keepsCompleted && completedAt !== null);
  const expiresAt = expiryAfterRetentionChange({ completedAt, pinned }, retentionDays, now);
  return {
    id: v7({ msecs: createdAt.getTime(), seq: todoCount - place, random: bytesOf(`${importId} ${place}`) }),
    title: todo.title,
    notes: todo.notes ?? "",
    due_on: todo.dueOn,
    completed_at: completedAt?.toISOString() ?? null,
    pinned,
    expires_at: expiresAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}

/** A day is its noon, which is the same day in nearly all zones. Nothing lies in the future. */
function momentOf(moment: string, { timeZone, now }: ImportTerms): Date {
  if (moment === "unknown") return now;
  const instant = isDay(moment) ? instantIn(timeZone, moment) : new Date(moment);
  return new Date(Math.min(Math.max(instant.getTime(), 0), now.getTime()));
}

function bytesOf(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

/**
 * Skips ids that exist already, whoever owns them. `updated_at` is now, so a cleanup's earlier `asOf` excludes the
 * rows.
 */
export function insertRows(ownerId: string, rows: readonly ImportedRow[], now: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO todo (${todoColumns})
    SELECT ${todoColumnsWith({ ownerId: Prisma.sql`${ownerId}::uuid`, updatedAt: Prisma.sql`${now}` })}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS file (id uuid, title text, notes text, due_on date,
      completed_at timestamptz, pinned boolean, expires_at timestamptz, created_at timestamptz)
    ON CONFLICT (id) DO NOTHING`;
}
