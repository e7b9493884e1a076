import type { Caller } from "#lib/auth/access.ts";
import type { AuditedAct } from "#lib/auth/audit/audit-entry.ts";
import type { Operator } from "#lib/auth/audit/operator.ts";
import type { App } from "#lib/composition/create-app.ts";

/** Records an act of the operator who sent the request; null says that nothing was done. */
export type RecordAct = (act: AuditedAct | null) => Promise<void>;

interface Acts {
  readonly record: RecordAct;
  /** @throws {Error} where a request that may change something recorded nothing: its route forgets to */
  requireRecorded(method: string): void;
}

/** The acts of an operator in one request. */
export function createActs({ app, caller, now }: { app: Pick<App, "auth">; caller: Caller; now: Date }): Acts {
  let isRecorded = false;
  return {
    async record(act) {
      isRecorded = true;
      if (act !== null) await app.auth.audit.record(act, operatorOf(caller), now);
    },
    requireRecorded(method) {
      if (isRecorded || method === "GET" || method === "HEAD") return;
      throw new Error("A route for admins has recorded no act (lib/http/acts.ts).");
    },
  };
}

function operatorOf(caller: Caller): Operator {
  const userId = caller.user.id;
  return caller.via === "session" ? { via: "console", userId } : { via: "api-key", userId, keyName: caller.keyName };
}
