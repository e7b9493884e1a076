-- A run costs what its statements write. No index names the status any more, since it changes when a run starts: then
-- the start writes to no index (a HOT update). Indexes know how a run ended instead.
--
-- Rewrites the table of runs once, with its indexes: 10 to 30 s for 200,000 runs, in which others wait to read or write
-- runs. The version before keeps working, but finds runs by their status more slowly.
SET LOCAL statement_timeout = '1h';

DROP INDEX "task_run_status_id_idx", "task_run_success_idx", "task_run_failure_idx", "task_run_undispatched_idx",
    "task_run_task_finished_at_idx", "task_run_idempotency_key_key", "task_run_task_slot_key";

-- As folded_text, of which ASCII needs little. PostgreSQL keeps what it has compiled of this function, whereas it reads
-- a function in SQL anew for each statement.
CREATE FUNCTION run_search_text(payload JSONB, result JSONB, error JSONB) RETURNS TEXT
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    said TEXT := payload::TEXT || ' ' || COALESCE(result::TEXT, '') || ' ' || COALESCE(error ->> 'name', '') || ' '
        || COALESCE(error ->> 'message', '');
BEGIN
    IF octet_length(said) = char_length(said) THEN
        RETURN lower(said COLLATE "C");
    END IF;
    RETURN public.folded_text(said);
END
$$;

ALTER TABLE task_run
    DROP COLUMN search_text,
    ADD COLUMN search_text TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (run_search_text(payload, result, error)) STORED,
    -- The status of a finished run.
    ADD COLUMN outcome TEXT GENERATED ALWAYS AS (CASE WHEN finished_at IS NOT NULL THEN status END) STORED;

-- Runs grow as they execute. With room on its page, the new version of a row needs no entries in indexes.
ALTER TABLE task_run SET (fillfactor = 50);

-- Most runs have neither a slot nor a key.
CREATE UNIQUE INDEX "task_run_task_slot_key" ON "task_run"("task", "slot") WHERE "slot" IS NOT NULL;
CREATE UNIQUE INDEX "task_run_idempotency_key_key" ON "task_run"("idempotency_key") WHERE "idempotency_key" IS NOT NULL;
CREATE INDEX "task_run_undispatched_idx" ON "task_run"("id") WHERE "dispatched_at" IS NULL AND "finished_at" IS NULL;
-- The charts of days read this index alone.
CREATE INDEX "task_run_task_finished_at_idx" ON "task_run"("task", "finished_at") INCLUDE ("outcome")
    WHERE "finished_at" IS NOT NULL;
CREATE INDEX "task_run_outcome_idx" ON "task_run"("outcome", "id") WHERE "finished_at" IS NOT NULL;
CREATE INDEX "task_run_task_outcome_idx" ON "task_run"("task", "outcome", "id") WHERE "finished_at" IS NOT NULL;
CREATE INDEX "task_run_failure_idx" ON "task_run"("task", "finished_at") WHERE "outcome" = 'failed';

-- A task may never fail or never succeed: where the planner does not know, it reads all of its runs.
CREATE STATISTICS "task_run_outcomes" (mcv) ON "task", "outcome", "trigger" FROM "task_run";

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX "task_run_search_text_idx" ON "task_run" USING gin ("search_text" gin_trgm_ops)
            WHERE "finished_at" IS NOT NULL;
    END IF;
EXCEPTION WHEN insufficient_privilege OR undefined_object THEN
    RAISE NOTICE 'pg_trgm cannot be used here: %', SQLERRM;
END
$$;

-- Not where the table is empty: the planner would take it to stay so, and read the whole table for each run.
DO $$
BEGIN
    IF EXISTS (SELECT FROM task_run) THEN
        ANALYZE task_run;
    END IF;
END
$$;
