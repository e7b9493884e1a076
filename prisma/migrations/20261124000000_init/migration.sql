CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'user',
    "retention_days" INTEGER DEFAULT 7,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_role_check" CHECK ("role" IN ('user', 'admin')),
    CONSTRAINT "user_retention_days_check" CHECK ("retention_days" BETWEEN 1 AND 3650)
);
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "config_id" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT,
    "start" TEXT,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "reference_id" UUID NOT NULL,
    "refill_interval" INTEGER,
    "refill_amount" INTEGER,
    "last_refill_at" TIMESTAMPTZ(3),
    "enabled" BOOLEAN DEFAULT true,
    "rate_limit_enabled" BOOLEAN DEFAULT true,
    "rate_limit_time_window" INTEGER,
    "rate_limit_max" INTEGER,
    "request_count" INTEGER DEFAULT 0,
    "remaining" INTEGER,
    "last_request" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "permissions" TEXT,
    "metadata" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_key_reference_id_fkey" FOREIGN KEY ("reference_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "api_key_key_key" ON "api_key"("key");
CREATE INDEX "api_key_reference_id_idx" ON "api_key"("reference_id");

CREATE TABLE "rate_limit" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

CREATE TABLE "todo" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "due_on" DATE,
    "completed_at" TIMESTAMPTZ(3),
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "todo_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "todo_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "todo_title_check" CHECK (char_length("title") BETWEEN 1 AND 200 AND "title" = btrim("title")),
    CONSTRAINT "todo_notes_check" CHECK (char_length("notes") <= 10000),
    -- Cleanup trusts expires_at alone, so an open or pinned todo must be unable to carry one.
    CONSTRAINT "todo_expires_at_check" CHECK ("expires_at" IS NULL OR ("completed_at" IS NOT NULL AND NOT "pinned" AND "expires_at" > "completed_at"))
);
-- The list: newest first (UUIDv7 ids sort by creation), by owner, whole or by status.
CREATE INDEX "todo_owner_id_id_idx" ON "todo"("owner_id", "id" DESC);
CREATE INDEX "todo_open_idx" ON "todo"("owner_id", "id" DESC) WHERE "completed_at" IS NULL;
CREATE INDEX "todo_completed_idx" ON "todo"("owner_id", "id" DESC) WHERE "completed_at" IS NOT NULL;
-- Cleanup costs what it removes, whatever the table's size: by each owner's retention, and with `days`.
CREATE INDEX "todo_expires_at_idx" ON "todo"("expires_at", "id") WHERE "expires_at" IS NOT NULL;
CREATE INDEX "todo_completed_at_idx" ON "todo"("completed_at", "id") WHERE "completed_at" IS NOT NULL AND NOT "pinned";

CREATE TABLE "trashed_todo" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "notes" TEXT NOT NULL,
    "due_on" DATE,
    "completed_at" TIMESTAMPTZ(3),
    "pinned" BOOLEAN NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "trashed_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "run_id" UUID,

    CONSTRAINT "trashed_todo_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "trashed_todo_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "trashed_todo_reason_check" CHECK ("reason" IN ('user', 'cleanup'))
);
CREATE INDEX "trashed_todo_owner_id_trashed_at_id_idx" ON "trashed_todo"("owner_id", "trashed_at" DESC, "id" DESC);
CREATE INDEX "trashed_todo_trashed_at_id_idx" ON "trashed_todo"("trashed_at", "id");
CREATE INDEX "trashed_todo_run_id_idx" ON "trashed_todo"("run_id", "id") WHERE "run_id" IS NOT NULL;

CREATE TABLE "task_schedule" (
    "task" TEXT NOT NULL,
    "cron" TEXT,
    "time_zone" TEXT NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "last_slot" TIMESTAMPTZ(3),

    CONSTRAINT "task_schedule_pkey" PRIMARY KEY ("task")
);

CREATE TABLE "task_run" (
    "id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "requested_by" UUID,
    "payload" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "progress" JSONB,
    "result" JSONB,
    "error" JSONB,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "engine" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_over_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "slot" TIMESTAMPTZ(3),
    "idempotency_key" TEXT,

    CONSTRAINT "task_run_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "task_run_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "task_run_task_check" CHECK ("task" ~ '^[a-z-]+/[a-z-]+$'),
    CONSTRAINT "task_run_trigger_check" CHECK ("trigger" IN ('schedule', 'api', 'console', 'cli', 'event', 'catch-up')),
    CONSTRAINT "task_run_status_check" CHECK ("status" IN ('queued', 'running', 'succeeded', 'failed', 'canceled')),
    CONSTRAINT "task_run_finished_check" CHECK (("status" IN ('succeeded', 'failed', 'canceled')) = ("finished_at" IS NOT NULL)),
    CONSTRAINT "task_run_result_check" CHECK ("result" IS NULL OR "status" = 'succeeded'),
    CONSTRAINT "task_run_error_check" CHECK ("status" <> 'failed' OR "error" IS NOT NULL)
);
CREATE UNIQUE INDEX "task_run_idempotency_key_key" ON "task_run"("idempotency_key");
CREATE UNIQUE INDEX "task_run_task_slot_key" ON "task_run"("task", "slot");
CREATE INDEX "task_run_task_id_idx" ON "task_run"("task", "id" DESC);
CREATE INDEX "task_run_requested_by_idx" ON "task_run"("requested_by") WHERE "requested_by" IS NOT NULL;
-- Few rows at any time: what is waiting or under way, and what no engine has accepted yet.
CREATE INDEX "task_run_unfinished_idx" ON "task_run"("task", "id") WHERE "finished_at" IS NULL;
CREATE INDEX "task_run_stranded_idx" ON "task_run"("id") WHERE "handed_over_at" IS NULL AND "status" = 'queued';
CREATE INDEX "task_run_finished_at_idx" ON "task_run"("finished_at", "id") WHERE "finished_at" IS NOT NULL;
