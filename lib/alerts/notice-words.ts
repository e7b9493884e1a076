import type { Alert } from "#lib/notices/alerts-table.ts";
import type { NoticeMessage } from "#lib/notices/notice-message.ts";

/** The message about an alert that has started, or is resolved. */
export function messageOf(
  alert: Alert,
  {
    detail,
    isWatched,
    title,
    appUrl,
    now,
  }: {
    readonly detail: string;
    readonly isWatched: boolean;
    /** The title of the alert's task. */
    readonly title: string;
    readonly appUrl: string;
    readonly now: Date;
  },
): NoticeMessage {
  const { id, kind, task, failed, startedAt, resolvedAt } = alert;
  return {
    type: resolvedAt === null ? "alert.started" : "alert.resolved",
    timestamp: now.toISOString(),
    data: {
      alertId: id,
      kind,
      summary: resolvedAt === null ? startedText(alert, title) : resolvedText(alert, { title, isWatched }),
      detail,
      task,
      runId: failed?.runId ?? null,
      startedAt: startedAt.toISOString(),
      resolvedAt: resolvedAt?.toISOString() ?? null,
      url: new URL(failed ? `/tasks/runs/${failed.runId}` : "/tasks", appUrl).href,
    },
  };
}

/** Describes a fault in one line. */
export function startedText({ kind }: Pick<Alert, "kind">, title: string): string {
  switch (kind) {
    case "heartbeat":
      return "The heartbeat is gone";
    case "schedules":
      return "A schedule is overdue";
    case "no-success":
      return `“${title}” has not succeeded in time`;
    case "run-failed":
      return `“${title}” failed`;
  }
}

/** What is not watched any more may be as bad as before: nobody is told that it is well. */
function resolvedText({ kind }: Alert, { title, isWatched }: { title: string; isWatched: boolean }): string {
  if (!isWatched) return kind === "heartbeat" ? "The heartbeat is not watched now" : `“${title}” is not watched now`;
  switch (kind) {
    case "heartbeat":
      return "The heartbeat is well again";
    case "schedules":
      return "No schedule is overdue any more";
    case "no-success":
    case "run-failed":
      return `“${title}” is well again`;
  }
}
