-- A repeated request must not create a todo again that was purged meanwhile. Ids of todos that were created before this
-- need no row: their senders did not choose them, so nobody can repeat them.
CREATE TABLE "used_todo_id" (
    "id" UUID NOT NULL,

    CONSTRAINT "used_todo_id_pkey" PRIMARY KEY ("id")
);
