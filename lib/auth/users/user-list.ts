import { z } from "zod";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { cutPage } from "#lib/db/lists/cut-page.ts";
import { holdsEveryWord } from "#lib/db/lists/text-search.ts";
import type { AuthEnv } from "../auth-env.ts";
import { isAdminAddress, roleOf } from "../roles/judged-role.ts";
import { type Role, roles } from "../roles/role.ts";
import type { ListUsers } from "./user-list-schemas.ts";

export const userPageSize = 25;

const userRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: z.enum(roles),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
  /** The latest use of a session or key, sign-in or sign-out; lags by up to a day. Null where none is remembered. */
  lastSeenAt: z.date().nullable(),
  /** The number of browsers that are signed in. */
  sessionCount: z.int(),
});

/** An account as an admin sees it: nothing of its todos. */
export interface UserSummary extends Readonly<z.output<typeof userRow>> {
  /** The role that counts: the granted one, or admin by ADMIN_EMAILS. */
  readonly role: Role;
  /** Whether ADMIN_EMAILS makes them an admin, whatever role is granted. */
  readonly isAdminByAddress: boolean;
}

export interface UserList {
  /** Users, newest first, 25 a page. */
  listUsers(query: ListUsers, now: Date): Promise<{ items: UserSummary[]; nextCursor: string | null }>;
  findUser(id: string, now: Date): Promise<UserSummary | null>;
}

export function createUserList(parts: {
  readonly database: Database;
  readonly env: Pick<AuthEnv, "ADMIN_EMAILS" | "SESSION_MAX_DAYS">;
}): UserList {
  const { database, env } = parts;
  const select = async (condition: Prisma.Sql, limit: number, now: Date) => {
    const rows = await database.$queryRaw`
      SELECT page.id, page.name, page.email, page.email_verified AS "emailVerified", page.role,
        page.created_at AS "createdAt", page.disabled_at AS "disabledAt",
        greatest(
          (SELECT max(updated_at) FROM session WHERE user_id = page.id),
          (SELECT max(last_request) FROM api_key WHERE reference_id = page.id),
          (SELECT max(at) FROM security_event WHERE owner_id = page.id AND kind IN ('signed-in', 'signed-out'))
        ) AS "lastSeenAt",
        (SELECT count(*)::int FROM session
         WHERE user_id = page.id AND expires_at > ${now}
           AND created_at > ${addDays(now, -env.SESSION_MAX_DAYS)}) AS "sessionCount"
      FROM (SELECT * FROM "user" WHERE ${condition} ORDER BY id DESC LIMIT ${limit}) AS page
      ORDER BY page.id DESC`;
    return z
      .array(userRow)
      .parse(rows)
      .map((row) => judged(row, env.ADMIN_EMAILS));
  };
  return {
    async listUsers({ q, cursor }, now) {
      const conditions = [holdsEveryWord(searched, q), ...(cursor ? [Prisma.sql`id < ${cursor}::uuid`] : [])];
      const found = await select(Prisma.join(conditions, " AND "), userPageSize + 1, now);
      const { page, nextCursor } = cutPage(found, userPageSize);
      return { items: page, nextCursor };
    },

    async findUser(id, now) {
      const [found] = await select(Prisma.sql`id = ${id}::uuid`, 1, now);
      return found ?? null;
    },
  };
}

/** The columns of a user that are searched. */
const searched = Prisma.sql`search_text`;

function judged(row: z.output<typeof userRow>, adminEmails: readonly string[]): UserSummary {
  const isAdminByAddress = row.emailVerified && isAdminAddress(row.email, adminEmails);
  return { ...row, role: roleOf(row, adminEmails), isAdminByAddress };
}
