-- The field's terms: a run is dispatched to an engine, and an attempt writes a heartbeat while it makes progress.
ALTER TABLE "task_run" RENAME COLUMN "handed_over_at" TO "dispatched_at";
ALTER TABLE "task_run" RENAME COLUMN "alive_at" TO "heartbeat_at";
ALTER INDEX "task_run_stranded_idx" RENAME TO "task_run_undispatched_idx";
