-- The newest success and failure of a task, asked for each minute by health checks and alerts, also of tasks that never
-- succeed or fail.
CREATE INDEX "task_run_success_idx" ON "task_run"("task", "id") WHERE "status" = 'succeeded';
CREATE INDEX "task_run_failure_idx" ON "task_run"("task", "finished_at") WHERE "status" = 'failed';
DROP INDEX "task_run_failed_idx";
