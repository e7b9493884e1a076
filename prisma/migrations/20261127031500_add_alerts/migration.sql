-- What is wrong with the installation, and whom that was told. An alert starts once and is resolved once.
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "task" TEXT,
    "run_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "failed_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_kind_check" CHECK ("kind" IN ('heartbeat', 'schedules', 'no-success', 'run-failed'))
);

CREATE UNIQUE INDEX "alert_open_key" ON "alert"("key") WHERE "resolved_at" IS NULL;
CREATE INDEX "alert_key_id_idx" ON "alert"("key", "id" DESC);

CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT,
    "message" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notice_channel_check" CHECK ("channel" IN ('webhook', 'mail'))
);

CREATE INDEX "notice_alert_id_idx" ON "notice"("alert_id");
CREATE INDEX "notice_next_attempt_at_idx" ON "notice"("next_attempt_at") WHERE "next_attempt_at" IS NOT NULL;

ALTER TABLE "notice" ADD CONSTRAINT "notice_alert_id_fkey"
    FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Failures are looked for each minute.
CREATE INDEX "task_run_failed_idx" ON "task_run"("finished_at") WHERE "status" = 'failed';
