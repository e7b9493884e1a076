// Started by servers.ts: the least that `node:http` and `pg` need for the same statements. It checks the session, reads
// the page as the database's JSON, and creates todos; it has no limits, no log and no other address.
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Pool } from "pg";
import { newId } from "#lib/id.ts";

const [url = "", reader = "", writer = ""] = process.argv.slice(2);
const pool = new Pool({ connectionString: url, max: 10 });

const page = {
  name: "floor-page",
  text: `WITH caller AS (SELECT user_id FROM session WHERE token = $1 AND expires_at > now())
    SELECT json_build_object('items', coalesce(json_agg(todo), '[]')) AS body FROM (
      SELECT id, title, notes, due_on AS "dueOn", completed_at AS "completedAt", pinned, expires_at AS "expiresAt",
        created_at AS "createdAt", updated_at AS "updatedAt"
      FROM todo WHERE owner_id = (SELECT user_id FROM caller) ORDER BY id DESC LIMIT 50
    ) AS todo`,
  types: { getTypeParser: () => String },
};

const create = {
  name: "floor-create",
  text: `WITH caller AS (SELECT user_id FROM session WHERE token = $1 AND expires_at > now())
    INSERT INTO todo (id, owner_id, title, notes, created_at, updated_at)
    SELECT $2, user_id, $3, $4, now(), now() FROM caller RETURNING row_to_json(todo) AS body`,
  types: { getTypeParser: () => String },
};

const server = createServer(async (request, response) => {
  if (request.method === "GET") return send(response, 200, { ...page, values: [reader] });
  const { title, notes } = JSON.parse(await text(request));
  return send(response, 201, { ...create, values: [writer, newId(new Date()), title, notes] });
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));

async function send(response: ServerResponse, status: number, statement: typeof page & { values: unknown[] }) {
  const { rows } = await pool.query<{ body: string }>(statement);
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(rows[0]?.body);
}
