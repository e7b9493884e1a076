import type { Prisma } from "#lib/db/client.ts";

/** A query that yields the owner's id as `id` if the caller is still let in, and nothing otherwise. */
export type OwnerProof = Prisma.Sql;
