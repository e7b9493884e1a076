-- What each attempt did and when, at most a hundred lines a run, and which run a retry repeats.
ALTER TABLE task_run ADD COLUMN log JSONB NOT NULL DEFAULT '[]', ADD COLUMN retry_of UUID;

CREATE INDEX "task_run_retry_of_idx" ON "task_run"("retry_of") WHERE "retry_of" IS NOT NULL;
-- Runs about another run, e.g. the restore of what it removed.
CREATE INDEX "task_run_about_idx" ON "task_run"(("payload" ->> 'runId'), "id" DESC)
    WHERE "payload" ->> 'runId' IS NOT NULL;

-- The charts of days read this index alone.
CREATE INDEX "task_run_task_finished_at_idx" ON "task_run"("task", "finished_at") INCLUDE ("status")
    WHERE "finished_at" IS NOT NULL;
