import type { OpenAlert } from "#lib/alerts/open-alerts.ts";
import { runFilterPath } from "../_run-list/run-filter.ts";

/** The page of the console that shows most about an alert. */
export function whereToLook({ kind, task, runId }: Pick<OpenAlert, "kind" | "task" | "runId">) {
  switch (kind) {
    case "heartbeat":
      return { href: runFilterPath({ status: "queued" }), text: "Look at the queued runs" } as const;
    case "schedules":
      return { href: "/tasks/schedules", text: "Look at the schedules" } as const;
    case "no-success":
      return { href: runFilterPath(task === null ? {} : { task }), text: "Look at its runs" } as const;
    case "run-failed":
      return { href: `/tasks/runs/${runId ?? ""}`, text: "Look at the run that failed" } as const;
  }
}
