import { z } from "zod";
import { auditEntrySchema, listAuditSchema } from "#lib/auth/audit/audit-list.ts";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List what operators did, newest first",
  description: "Entries are kept as long as the history of runs. `person` acted, or it was about their account.",
  access: "viewer",
  query: listAuditSchema,
  response: z.object({ items: z.array(auditEntrySchema), nextCursor: z.uuid().nullable() }),
  async handle({ app, query }) {
    return json(await app.auth.audit.list(query));
  },
});
