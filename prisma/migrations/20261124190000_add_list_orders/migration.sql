-- The list page: what is open by due date (no date last), what is completed by when it was, newest first in both. The expression is
-- the one of lib/todo-service/todo-order.ts: every column falls, so that a page starts at its place in the index.
CREATE INDEX "todo_open_due_idx" ON "todo"("owner_id", (COALESCE(DATE '2000-01-01' - "due_on", -2147483648)) DESC, "id" DESC) WHERE "completed_at" IS NULL;
CREATE INDEX "todo_owner_completed_at_idx" ON "todo"("owner_id", "completed_at" DESC, "id" DESC) WHERE "completed_at" IS NOT NULL;
