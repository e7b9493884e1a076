import { z } from "zod";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import { toIsoDate } from "../../todos/rows.ts";
import type { KnownTodo } from "./duplicates.ts";

const rowsSchema = z.array(
  z.object({
    id: z.uuid(),
    title: z.string(),
    notes: z.string(),
    dueOn: z.date().nullable(),
    completedAt: z.date().nullable(),
    createdAt: z.date(),
  }),
);

/** Todos of one statement, which takes some milliseconds. */
const pageSize = 2_000;

/** Reads fingerprints of an owner's list, in short statements. */
export async function* knownTodos(
  client: Pick<Transaction, "$queryRaw">,
  ownerId: string,
): AsyncGenerator<readonly KnownTodo[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = rowsSchema.parse(
      await client.$queryRaw(Prisma.sql`
        SELECT id, ${digestOf("title")} AS title, ${digestOf("notes")} AS notes, due_on AS "dueOn",
          completed_at AS "completedAt", created_at AS "createdAt"
        FROM todo WHERE owner_id = ${ownerId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${pageSize}`),
    );
    yield rows.map((row) => ({
      ...row,
      dueOn: row.dueOn && toIsoDate(row.dueOn),
      completedAt: row.completedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
}

/** As `digest` in `fingerprint.ts`. */
function digestOf(column: "title" | "notes"): Prisma.Sql {
  return Prisma.sql`encode(sha256(convert_to(normal_text(${Prisma.raw(column)}), 'UTF8')), 'base64')`;
}
