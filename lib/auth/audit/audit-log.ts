import type { Database, Transaction } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Logger } from "#lib/logger.ts";
import type { AuditedAct } from "./audit-entry.ts";
import { type AuditList, createAuditList } from "./audit-list.ts";
import type { Operator } from "./operator.ts";

/** Records and lists the acts of operators. */
export interface AuditLog extends AuditList {
  /**
   * Records what an operator has done. Never rejects: what happened has happened, and an entry that cannot be stored
   * is logged instead.
   */
  record(act: AuditedAct, operator: Operator, now: Date): Promise<void>;
}

export function createAuditLog(parts: { readonly database: Database; readonly logger: Logger }): AuditLog {
  const { database, logger } = parts;
  return {
    ...createAuditList(database),
    async record(act, operator, now) {
      try {
        await writeAudit(database, act, operator, now);
      } catch (error) {
        logger.error({ part: "audit", act, operator, err: error }, "an act of an operator could not be recorded");
      }
    },
  };
}

/** Records an act in the transaction that does it. */
export async function writeAudit(
  transaction: Pick<Transaction, "auditEntry">,
  { details = {}, ...act }: AuditedAct,
  operator: Operator,
  now: Date,
): Promise<void> {
  const id = newId(now);
  await transaction.auditEntry.create({ data: { id, at: now, ...act, ...actorOf(operator), details } });
}

function actorOf(operator: Operator) {
  const { via } = operator;
  switch (via) {
    case "console":
      return { via, actorId: operator.userId };
    case "api-key":
      return { via, actorId: operator.userId, actorName: operator.keyName };
    case "command-line":
      return { via, actorName: operator.account };
    case "provider":
      return { via, actorName: operator.provider };
  }
}
