import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";

/** A user who owns todos, inserted into the table: these tests are not about accounts. */
export async function createOwner(db: Database, retentionDays: number | null = 7): Promise<Owner> {
  const now = new Date();
  const id = newId(now);
  const email = `${id}@example.com`;
  await db.user.create({ data: { id, name: "Owner", email, retentionDays, createdAt: now, updatedAt: now } });
  return { id, retentionDays };
}
