import { z } from "zod";
import type { Database, Prisma } from "#lib/db/client.ts";
import { cutPage } from "#lib/db/lists/cut-page.ts";
import { auditActions, auditDetailsSchema } from "./audit-entry.ts";
import { auditSources } from "./operator.ts";

export const auditPageSize = 50;

/** A filter and a page of entries. */
export const listAuditSchema = z.strictObject({
  action: z.enum(auditActions, "use one of the actions of audit entries").optional(),
  /** The user who acted, or whose account it is about. */
  person: z.uuid("use a user's id").optional(),
  /** The run that was acted on. */
  run: z.uuid("use a run's id").optional(),
  cursor: z.uuid("use the nextCursor of the page before").optional(),
});
export type ListAudit = z.output<typeof listAuditSchema>;

/** Somebody who is named in an entry. The account may be gone. */
export const auditPersonSchema = z.object({ id: z.uuid(), name: z.string().nullable() });
export type AuditPerson = z.output<typeof auditPersonSchema>;

export const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.enum(auditActions),
  via: z.enum(auditSources),
  /** The user who acted; null for the command line and for providers. */
  actor: auditPersonSchema.nullable(),
  /** The name of the API key, of the account on the machine, or of the provider. */
  actorName: z.string().nullable(),
  task: z.string().nullable(),
  runId: z.uuid().nullable(),
  /** The user whose account it is about. */
  user: auditPersonSchema.nullable(),
  details: auditDetailsSchema,
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

export interface AuditList {
  /** Entries, newest first, 50 a page. Leaves out entries that another version wrote and this one cannot read. */
  list(query: ListAudit): Promise<{ items: AuditEntry[]; nextCursor: string | null }>;
}

export function createAuditList(database: Database): AuditList {
  return {
    async list({ action, person, run, cursor }) {
      const rows = await database.auditEntry.findMany({
        where: {
          ...(action && { action }),
          ...(person && { OR: [{ actorId: person }, { userId: person }] }),
          ...(run && { runId: run }),
          ...(cursor && { id: { lt: cursor } }),
        },
        orderBy: { id: "desc" },
        take: auditPageSize + 1,
      });
      const { page, nextCursor } = cutPage(rows, auditPageSize);
      const names = await namesOf(database, page);
      return { items: page.flatMap((row) => readEntry(row, names)), nextCursor };
    },
  };
}

type Row = Prisma.AuditEntryGetPayload<null>;

async function namesOf(database: Database, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(rows.flatMap(({ actorId, userId }) => [actorId, userId].filter((id) => id !== null)));
  const users = await database.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

function readEntry({ actorId, userId, details, ...row }: Row, names: ReadonlyMap<string, string>): AuditEntry[] {
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? null });
  const read = auditEntrySchema.safeParse({
    ...row,
    at: row.at.toISOString(),
    actor: person(actorId),
    user: person(userId),
    details,
  });
  return read.success ? [read.data] : [];
}
