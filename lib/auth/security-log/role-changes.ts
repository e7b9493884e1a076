import type { Database } from "#lib/db/client.ts";
import { havingRole } from "../roles/judged-role.ts";
import { roles } from "../roles/role.ts";
import type { SecurityEvent } from "./security-event.ts";
import type { SecurityLog } from "./security-log.ts";

export interface RoleChanges {
  /**
   * Records users whose role differs from the one judged last. Without `userId` it looks at everybody: a change of
   * ADMIN_EMAILS has no other trace.
   */
  recordRoles(change: {
    readonly by: RoleChanger;
    readonly userId?: string;
    readonly headers?: Headers;
  }): Promise<void>;
}

type RoleChanger = Extract<SecurityEvent, { kind: "role-changed" }>["by"];

export function createRoleChanges(parts: {
  database: Database;
  security: SecurityLog;
  adminEmails: readonly string[];
}): RoleChanges {
  const { database, security, adminEmails } = parts;
  return {
    async recordRoles({ by, userId, headers = null }) {
      const among = userId === undefined ? {} : { id: userId };
      const select = { id: true };
      for (const role of roles) {
        const where = { AND: [among, havingRole(role, adminEmails), { judgedRole: { not: role } }] };
        const changed = await database.user.updateManyAndReturn({ where, data: { judgedRole: role }, select });
        for (const account of changed) await security.record({ kind: "role-changed", role, by }, account, headers);
      }
    },
  };
}
