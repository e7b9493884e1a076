import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { buttonClass } from "#app/_ui/button-class.ts";
import { Link } from "#app/_ui/links/link.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { DetailsBox } from "../_views/details-box.tsx";
import { viewsOf } from "../_views/task-views.tsx";
import { show } from "../_views/view.tsx";
import { durationText } from "../format-duration.ts";
import { isActive, runDurationMs } from "./run-state.ts";
import { RunStatusBadge } from "./run-status-badge.tsx";

/** The state of a run that was just started, and its result as soon as there is one. */
export function RunOutcome({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const duration = runDurationMs(run);
  const views = viewsOf(run.task);
  return (
    <div className="grid gap-4">
      <div role="status" className="grid gap-4">
        <p className="flex items-center gap-2 text-sm text-muted">
          <RunStatusBadge status={run.status} />
          {duration !== null && `in ${durationText(duration)}`}
          {isActive(run) && "You can close this. The run continues and appears in the table below."}
        </p>
        {run.result !== null && <DetailsBox>{show(views.result, run.result).details}</DetailsBox>}
        {isActive(run) && run.progress !== null && (
          <DetailsBox>{show(views.progress, run.progress).details}</DetailsBox>
        )}
      </div>
      {run.error !== null && <Alert>{run.error.message}</Alert>}
      <div className="flex flex-wrap justify-end gap-2">
        <Link href={`/tasks/runs/${run.id}`} className={buttonClass("secondary")}>
          Show the run
        </Link>
        <Button variant="primary" autoFocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
