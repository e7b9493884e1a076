import { expect, test } from "vitest";
import { statementName } from "#lib/db/tracing/statement-name.ts";

test.each([
  ["SELECT id FROM todo WHERE owner_id = $1", "SELECT todo"],
  ['SELECT "public"."task_run"."id" FROM "public"."task_run" WHERE 1=1', "SELECT task_run"],
  ["\n  UPDATE task_run SET status = $1 WHERE id = $2", "UPDATE task_run"],
  ["SELECT id FROM todo ORDER BY id FOR UPDATE SKIP LOCKED", "SELECT todo"],
  ["INSERT INTO mail (id) VALUES ($1) ON CONFLICT DO UPDATE SET id = $1", "INSERT mail"],
  [
    'WITH owner AS (SELECT id FROM "user"), added AS (INSERT INTO security_event SELECT 1 FROM owner), removed AS (DELETE FROM security_event) SELECT 1 FROM added',
    "INSERT security_event, DELETE security_event",
  ],
  [
    "WITH caller AS MATERIALIZED (SELECT id FROM session), listed AS (SELECT 1 FROM todo) SELECT (SELECT true FROM caller), extract(epoch FROM at) FROM listed WHERE tag IS DISTINCT FROM $1",
    "SELECT session, SELECT todo",
  ],
  ['SELECT 1 FROM task_run AS run LEFT JOIN "user" AS person ON true', "SELECT task_run, SELECT user"],
  ["BEGIN", "BEGIN"],
  ["SET LOCAL lock_timeout = 0", "SET"],
  ["SELECT 1", "SELECT"],
  ["", "STATEMENT"],
])("%s is called %s", (text, name) => expect(statementName(text)).toBe(name));
