import { Prisma } from "#lib/db/client.ts";
import type { Owner } from "../schemas.ts";

/**
 * The owner's `id` and `retention_days`, locked until the transaction ends: a retention that is being changed is waited
 * for, and another change waits for this transaction. A statement that computes an expiry reads it from here.
 */
export function lockedOwner(owner: Owner): Prisma.Sql {
  return Prisma.sql`SELECT id, retention_days FROM "user" WHERE id = ${owner.id}::uuid FOR SHARE`;
}
