import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { Prisma } from "#lib/db/client.ts";
import { expiryAfterRetentionChange } from "../retention/retention.ts";
import type { FileTodo } from "./formats.ts";

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

/**
 * The rows of one import. Their ids follow from the import and the place in it, so that a retry makes the same ids.
 * They sort by creation and then by place in the file. None expires within a day.
 */
export function importedRows(
  todos: readonly FileTodo[],
  { importId, retentionDays, now }: { importId: string; retentionDays: number | null; now: Date },
): ImportedRow[] {
  return todos.map((todo, index) => {
    const completedAt = todo.completedAt === null ? null : notAfter(now, todo.completedAt);
    const createdAt = todo.createdAt === null ? (completedAt ?? now) : notAfter(now, todo.createdAt);
    const expiresAt = expiryAfterRetentionChange({ completedAt, pinned: todo.pinned }, retentionDays, now);
    return {
      id: v7({ msecs: createdAt.getTime(), seq: todos.length - index, random: bytesOf(`${importId} ${index}`) }),
      title: todo.title,
      notes: todo.notes,
      due_on: todo.dueOn,
      completed_at: completedAt?.toISOString() ?? null,
      pinned: todo.pinned,
      expires_at: expiresAt?.toISOString() ?? null,
      created_at: createdAt.toISOString(),
    };
  });
}

function notAfter(now: Date, moment: string): Date {
  return new Date(Math.min(Date.parse(moment), now.getTime()));
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
    INSERT INTO todo (id, owner_id, title, notes, due_on, completed_at, pinned, expires_at, created_at, updated_at)
    SELECT id, ${ownerId}::uuid, title, notes, due_on, completed_at, pinned, expires_at, created_at, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS file (id uuid, title text, notes text, due_on date,
      completed_at timestamptz, pinned boolean, expires_at timestamptz, created_at timestamptz)
    ON CONFLICT (id) DO NOTHING`;
}
