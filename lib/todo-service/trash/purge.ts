import type { DueRows } from "#lib/batched-delete/due-rows.ts";
import { Prisma } from "#lib/db/client.ts";
import { instant } from "../cleanup/cleanup-due.ts";
import { addDays } from "../retention/retention.ts";

/** The trash that has waited longer than `trashDays`. */
export function purgeableTrash({ now, trashDays }: { readonly now: Date; readonly trashDays: number }): DueRows {
  const due = Prisma.sql`trashed_todo.trashed_at < ${instant(addDays(now, -trashDays))}`;
  return { table: "trashed_todo", key: "trashed_at", due };
}
