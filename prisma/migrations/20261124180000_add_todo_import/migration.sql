-- Files that people are importing, from the preview on. What a run needs is here and not in its payload: history and
-- engines must not keep people's todos, and an account's deletion takes them along.
CREATE TABLE "todo_import" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "todos" JSONB NOT NULL,
    "todo_count" INTEGER NOT NULL,
    "refused_count" INTEGER NOT NULL,
    "run_id" UUID,
    "imported_count" INTEGER,
    "duplicate_count" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "todo_import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "todo_import_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "todo_import_owner_id_idx" ON "todo_import"("owner_id");
