CREATE TABLE security_event (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind text NOT NULL,
  at timestamptz(3) NOT NULL,
  address text,
  user_agent text,
  details jsonb NOT NULL
);
CREATE INDEX security_event_owner_id_id_idx ON security_event (owner_id, id DESC);
CREATE INDEX security_event_at_idx ON security_event (at);

-- The role that was judged last, so that a change is noticed. Admins by address are noticed at the next start.
ALTER TABLE "user" ADD COLUMN judged_role text NOT NULL DEFAULT 'user';
UPDATE "user" SET judged_role = 'admin' WHERE role = 'admin';
