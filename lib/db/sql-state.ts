import { DatabaseError } from "pg";
import { z } from "zod";
import { Prisma } from "./generated/client.ts";

const refused = z.object({ cause: z.object({ originalCode: z.string() }) });
const inMeta = z.object({ driverAdapterError: refused });

/** PostgreSQL's code for the refusal of a statement or a COMMIT, e.g. `23505`; null for any other error. */
export function sqlStateOf(error: unknown): string | null {
  if (error instanceof DatabaseError) return error.code ?? null;
  const meta = error instanceof Prisma.PrismaClientKnownRequestError ? inMeta.safeParse(error.meta).data : undefined;
  const found = meta?.driverAdapterError ?? refused.safeParse(error).data;
  return found?.cause.originalCode ?? null;
}
