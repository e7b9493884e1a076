import type { Backups } from "#lib/backup/backups.ts";
import type { BulkControl, BulkOutcome, BulkSelection } from "#lib/task-runs/bulk/bulk-runs.ts";
import type { BulkPreview } from "#lib/task-runs/bulk/bulk-schemas.ts";
import type { RunHistory } from "#lib/task-runs/prune.ts";
import type { TodoService } from "#lib/todo-service/todo-service.ts";

interface Prunable {
  /** Deletes those that are too old. */
  prune(request: { readonly now: Date }): Promise<{ readonly prunedCount: number }>;
}

/** The run that does it. */
interface OfRun {
  readonly runId: string;
}

/** The services that tasks may call; the composition root fills it in. */
export interface TaskServices {
  readonly backups: Backups;
  /** Mail that waits to be sent. */
  readonly mail: {
    /** Sends a stored message. @returns whether there was anything to send. */
    deliver(id: string, now: Date): Promise<boolean>;
  };
  /** Acts on many runs. */
  readonly bulk: {
    preview(selection: BulkSelection): Promise<BulkPreview>;
    retry(request: BulkSelection & OfRun, control: BulkControl): Promise<BulkOutcome>;
    cancel(request: BulkSelection & OfRun, control: BulkControl): Promise<BulkOutcome>;
  };
  /** Notices to operators that wait to be sent. */
  readonly notices: {
    /** Sends a recorded notice. @returns whether there was anything to send. */
    deliver(id: string, now: Date): Promise<boolean>;
    /** Sends a test to everybody who gets notices. @returns the number of receivers. */
    sendTest(now: Date): Promise<number>;
  };
  readonly todos: TodoService;
  readonly runHistory: RunHistory;
  readonly securityEvents: Prunable;
  /** The acts of operators. */
  readonly auditEntries: Prunable;
  /** An operator has confirmed removals of any size beforehand. */
  readonly confirmsRemovals: boolean;
}
