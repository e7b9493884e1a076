-- A queued run that waits for an operator's word, since Tidy started with TASKS_PAUSED.
ALTER TABLE task_run ADD COLUMN held_at TIMESTAMPTZ(3);

CREATE INDEX "task_run_held_at_idx" ON "task_run"("held_at") WHERE "held_at" IS NOT NULL;
