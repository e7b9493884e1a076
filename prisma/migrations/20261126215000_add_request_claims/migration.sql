-- Where no process stays, requests execute runs. A claim gives a task to one request until its host has ended it.
CREATE TABLE "request_claim" (
    "task" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,
    "after_answer" BOOLEAN NOT NULL,
    "continues" INTEGER,
    "kills" INTEGER NOT NULL,

    CONSTRAINT "request_claim_pkey" PRIMARY KEY ("task")
);
