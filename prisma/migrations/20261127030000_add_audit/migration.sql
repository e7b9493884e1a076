-- What operators did. Ids have no foreign keys: an entry outlives the account and the run that it names.
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "task" TEXT,
    "run_id" UUID,
    "user_id" UUID,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_entry_via_check" CHECK (CASE "via"
        WHEN 'console' THEN "actor_id" IS NOT NULL
        WHEN 'api-key' THEN "actor_id" IS NOT NULL
        WHEN 'command-line' THEN "actor_id" IS NULL AND "actor_name" IS NOT NULL
        ELSE FALSE
    END)
);

CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry"("action", "id" DESC);
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id" DESC);
CREATE INDEX "audit_entry_user_id_id_idx" ON "audit_entry"("user_id", "id" DESC);
CREATE INDEX "audit_entry_run_id_idx" ON "audit_entry"("run_id");
