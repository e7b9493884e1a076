import type { DueRows } from "#lib/batched-delete/due-rows.ts";
import { addDays } from "#lib/days.ts";
import { Prisma } from "#lib/db/client.ts";
import { instant } from "../instant.ts";

/** The todos that have been in the trash for at least `trashDays`, from the instant that `purgedAt` names. */
export function purgeableTrash({ now, trashDays }: { readonly now: Date; readonly trashDays: number }): DueRows {
  const due = Prisma.sql`trashed_todo.trashed_at <= ${instant(addDays(now, -trashDays))}`;
  return { table: "trashed_todo", key: "trashed_at", due };
}
