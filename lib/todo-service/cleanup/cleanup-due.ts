import type { DueRows, MoveTo } from "#lib/batched-delete/due-rows.ts";
import { Prisma } from "#lib/db/client.ts";
import { addDays } from "../retention/retention.ts";
import { todoColumns } from "../todos/rows.ts";

/** Instants travel with their zone, so that the session's time zone can't shift them. */
export function instant(date: Date): Prisma.Sql {
  return Prisma.sql`${date.toISOString()}::timestamptz`;
}

/** The todos that a cleanup as of an instant takes: by each owner's retention, or by `days` since completion. */
export function dueTodos({ asOf, days }: { readonly asOf: Date; readonly days?: number }): DueRows {
  const untouched = Prisma.sql`todo.updated_at <= ${instant(asOf)}`;
  const reasons = {
    reopened: Prisma.sql`todo.completed_at IS NULL`,
    pinned: Prisma.sql`todo.pinned`,
    changed: Prisma.sql`true`,
  };
  if (days === undefined) {
    return {
      table: "todo",
      key: "expires_at",
      due: Prisma.sql`todo.expires_at <= ${instant(asOf)} AND ${untouched}`,
      reasons,
    };
  }
  const cutoff = addDays(asOf, -days);
  return {
    table: "todo",
    key: "completed_at",
    due: Prisma.sql`todo.completed_at < ${instant(cutoff)} AND NOT todo.pinned AND ${untouched}`,
    reasons,
  };
}

/** Puts what a cleanup removes into the trash, whole, under the run's id. */
export function intoTrash({ runId, now }: { readonly runId: string; readonly now: Date }): MoveTo {
  return {
    insert: Prisma.sql`
      INSERT INTO trashed_todo (${todoColumns}, trashed_at, reason, run_id)
      SELECT ${todoColumns}, ${instant(now)}, 'cleanup', ${runId}::uuid FROM deleted`,
    parent: { table: "user", column: "owner_id" },
  };
}
