-- A file may have more todos than fit into one row, and its reader decides what becomes of some of them. The version
-- before finds null in "todos", and leaves such an import to the version that knows chunks.
ALTER TABLE "todo_import"
    ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    ADD COLUMN "skips_refused" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "keeps_completed" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "todo_import_chunk" (
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "todos" JSONB NOT NULL,

    CONSTRAINT "todo_import_chunk_pkey" PRIMARY KEY ("import_id", "number"),
    CONSTRAINT "todo_import_chunk_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "todo_import"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
