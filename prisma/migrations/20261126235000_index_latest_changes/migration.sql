-- Pages ask every few seconds what of their owner's todos changed last.
CREATE INDEX "todo_owner_id_updated_at_id_idx" ON "todo" ("owner_id", "updated_at" DESC, "id" DESC);
