-- Pruning costs what it removes, however many imports there are.
CREATE INDEX "todo_import_created_at_id_idx" ON "todo_import"("created_at", "id");
