import type { Run } from "#lib/task-runs/schemas.ts";
import { cleanupReceiptSchema } from "#lib/tasks/cleanup-receipt.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import type { CleanupBacklog } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import type { Check } from "./check.ts";
import { hoursText, type LatestWait } from "./latest-wait.ts";

/**
 * Whether cleanup keeps up: no due todo may wait longer than the time between two planned cleanups plus two hours,
 * which is 26 hours with the daily schedule. Todos that the last cleanup has looked at and left do not count: a row
 * that the database refuses to move is to be mended, and does not fail readiness for ever.
 */
export async function checkBacklog(
  backlog: CleanupBacklog,
  {
    latestWait,
    now,
    lastCleanup,
  }: { readonly latestWait: LatestWait; readonly now: Date; readonly lastCleanup: Run | null },
): Promise<Check> {
  if (backlog.oldestDueAt === null) return { ok: true, detail: "No todo waits for cleanup." };
  const oldest = new Date(backlog.oldestDueAt);
  const waited = hoursText(now.getTime() - oldest.getTime());
  const waiting = `${backlog.isComplete ? "" : "At least "}${backlog.count} due, the oldest for ${waited}.`;
  const until = await latestWait(oldest);
  if (until === null) return { ok: true, detail: `${waiting} No scheduled cleanup was planned for them.` };
  if (now <= until) return { ok: true, detail: `${waiting} The next cleanup takes them.` };
  const seen = seenBy(lastCleanup);
  if (seen !== null && seen.until > oldest) {
    const again = await latestWait(seen.until);
    if (again !== null && now <= again) return { ok: true, detail: `${waiting} ${leftText(seen.failedCount)}` };
  }
  return {
    ok: false,
    detail: `${waiting} A cleanup was missed: look at the latest runs of ${todoCleanup.name} in the task console, then run it now.`,
  };
}

/** The due time up to which a cleanup by each owner's retention has looked at todos; null for any other run. */
function seenBy(run: Run | null): { readonly until: Date; readonly failedCount: number } | null {
  const receipt = cleanupReceiptSchema.safeParse(run?.result).data;
  const payload = todoCleanup.payload.safeParse(run?.payload).data;
  if (receipt === undefined || payload === undefined || payload.days !== undefined) return null;
  const failedCount = (receipt.failed ?? []).reduce((sum, { count }) => sum + count, 0);
  return { until: new Date(receipt.asOf), failedCount };
}

function leftText(failedCount: number): string {
  const again = `the next run of ${todoCleanup.name} tries them again`;
  if (failedCount === 0) return `The last cleanup left them, since they were locked or had changed; ${again}.`;
  return `The database refused to move ${failedCount} of them: the receipt of the last run says why. Mend or delete them; ${again}.`;
}
