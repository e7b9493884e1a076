import type { DueRows, MoveTo } from "#lib/batched-delete/due-rows.ts";
import { addDays } from "#lib/days.ts";
import { Prisma } from "#lib/db/client.ts";
import { instant } from "../instant.ts";
import { todoColumns } from "../todos/rows.ts";

/** The todos that a cleanup takes: by each owner's retention, or by `days` since completion. */
export function dueTodos({ asOf, days }: { readonly asOf: Date; readonly days?: number }): DueRows {
  const unchanged = Prisma.sql`todo.updated_at <= ${instant(asOf)}`;
  const reasons = {
    reopened: Prisma.sql`todo.completed_at IS NULL`,
    pinned: Prisma.sql`todo.pinned`,
    changed: Prisma.sql`true`,
  };
  if (days === undefined) {
    return {
      table: "todo",
      key: "expires_at",
      due: Prisma.sql`todo.expires_at <= ${instant(asOf)} AND ${unchanged}`,
      reasons,
    };
  }
  const cutoff = addDays(asOf, -days);
  return {
    table: "todo",
    key: "completed_at",
    due: Prisma.sql`todo.completed_at <= ${instant(cutoff)} AND NOT todo.pinned AND ${unchanged}`,
    reasons,
  };
}

/** Moves the deleted todos into the trash, under the run's id. */
export function intoTrash({ runId, now }: { readonly runId: string; readonly now: Date }): MoveTo {
  return {
    insert: Prisma.sql`
      INSERT INTO trashed_todo (${todoColumns}, trashed_at, reason, run_id)
      SELECT ${todoColumns}, ${instant(now)}, 'cleanup', ${runId}::uuid FROM deleted`,
    parent: { table: "user", column: "owner_id" },
  };
}
