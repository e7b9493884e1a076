-- What the task console finds runs by. Rewrites the table of runs once.
ALTER TABLE task_run ADD COLUMN search_text TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (
    folded_text(
        payload::TEXT || ' ' || COALESCE(result::TEXT, '') || ' ' || COALESCE(error ->> 'name', '') || ' '
        || COALESCE(error ->> 'message', '')
    )
) STORED;

CREATE INDEX "task_run_status_id_idx" ON "task_run"("status", "id" DESC);
CREATE INDEX "task_run_trigger_id_idx" ON "task_run"("trigger", "id" DESC);
-- Without it, a search for scheduled runs of a task that has no schedule reads all of its runs.
CREATE INDEX "task_run_task_trigger_id_idx" ON "task_run"("task", "trigger", "id" DESC);
CREATE INDEX "task_run_error_name_idx" ON "task_run"(("error" ->> 'name'), "id" DESC) WHERE "error" IS NOT NULL;

-- Only finished runs, so that each is indexed once. Where the extension is not installed, or may not be created, search
-- reads the runs instead.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX "task_run_search_text_idx" ON "task_run" USING gin ("search_text" gin_trgm_ops)
            WHERE "finished_at" IS NOT NULL;
    END IF;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
    RAISE NOTICE 'pg_trgm cannot be used here: %', SQLERRM;
END
$$;

ANALYZE task_run;
