-- Who paused a schedule, when and why. An account that is deleted leaves the pause without its name.
ALTER TABLE "task_schedule"
    ADD COLUMN "paused_at" TIMESTAMPTZ(3),
    ADD COLUMN "paused_by" UUID REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    ADD COLUMN "paused_from" TEXT,
    ADD COLUMN "pause_reason" TEXT;

-- Slots that had no run of their own, and what became of them.
CREATE TABLE "missed_slots" (
    "id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "first_slot" TIMESTAMPTZ(3) NOT NULL,
    "last_slot" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "run_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "missed_slots_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "missed_slots_outcome_check" CHECK (CASE "outcome"
        WHEN 'caught-up' THEN "run_id" IS NOT NULL
        WHEN 'paused' THEN "run_id" IS NULL
        ELSE FALSE
    END)
);

CREATE INDEX "missed_slots_task_id_idx" ON "missed_slots"("task", "id" DESC);
