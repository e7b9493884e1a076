import { z } from "zod";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import { toIsoDate } from "../todos/rows.ts";
import type { KnownTodo } from "./duplicates.ts";
import type { FileTodo } from "./formats.ts";

const rowsSchema = z.array(
  z.object({
    id: z.uuid(),
    title: z.string(),
    dueOn: z.date().nullable(),
    completedAt: z.date().nullable(),
    createdAt: z.date(),
  }),
);

/** The todos of the owner's list that could match todos of a file, in one statement. */
export async function knownTodos(
  client: Pick<Transaction, "$queryRaw">,
  ownerId: string,
  file: readonly FileTodo[],
): Promise<KnownTodo[]> {
  const ids = file.flatMap(({ id }) => id ?? []);
  const titles = file.map(({ title }) => title.replace(/\s+/g, " "));
  const rows = await client.$queryRaw(Prisma.sql`
    SELECT id, title, due_on AS "dueOn", completed_at AS "completedAt", created_at AS "createdAt"
    FROM todo
    WHERE owner_id = ${ownerId}::uuid
      AND (id = ANY(${ids}::uuid[]) OR regexp_replace(title, '\\s+', ' ', 'g') = ANY(${titles}::text[]))`);
  return rowsSchema.parse(rows).map((row) => ({
    ...row,
    dueOn: row.dueOn && toIsoDate(row.dueOn),
    completedAt: row.completedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
}
