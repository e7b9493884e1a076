ALTER TABLE "task_run"
    ADD COLUMN "alive_at" TIMESTAMPTZ(3),
    ADD COLUMN "engine_run_id" TEXT;

-- Whoever has a run at this moment is given time to show that it lives.
UPDATE "task_run" SET "alive_at" = now() WHERE "finished_at" IS NULL AND "handed_over_at" IS NOT NULL;

CREATE INDEX "task_run_engine_run_id_idx" ON "task_run"("engine_run_id") WHERE "engine_run_id" IS NOT NULL;
