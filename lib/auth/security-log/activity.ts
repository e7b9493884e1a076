import { addDays } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { currentSession } from "../account/sessions.ts";
import type { BetterAuth } from "../better-auth.ts";
import { securityEventDays } from "../limits.ts";
import { type SecurityEvent, securityEventSchema } from "./security-event.ts";

const pageSize = 10;

/** A security event as the owner of the account sees it. */
export interface Activity {
  readonly id: string;
  readonly event: SecurityEvent;
  readonly at: Date;
  /** The network that it came from, e.g. `192.0.2.0/24`; null for an event that no request caused. */
  readonly network: string | null;
  readonly userAgent: string | null;
}

export interface ActivityPage {
  readonly items: readonly Activity[];
  /** The start of the next page; null on the last one. */
  readonly nextCursor: string | null;
}

export interface ActivityService {
  /**
   * The security events of the session's user of the last 90 days, newest first, ten a page.
   * @param cursor a page's `nextCursor`; null for the first page.
   * @throws {DomainError} `unauthenticated`.
   */
  listActivity(headers: Headers, cursor: string | null, now: Date): Promise<ActivityPage>;
}

export function createActivityService(parts: { database: Database; betterAuth: BetterAuth }): ActivityService {
  const { database, betterAuth } = parts;
  return {
    async listActivity(headers, cursor, now) {
      const { userId } = await currentSession(betterAuth, headers);
      const rows = await database.securityEvent.findMany({
        where: {
          ownerId: userId,
          at: { gt: addDays(now, -securityEventDays) },
          ...(cursor !== null && { id: { lt: cursor } }),
        },
        orderBy: { id: "desc" },
        take: pageSize + 1,
      });
      const page = rows.slice(0, pageSize);
      return {
        // A kind that another version wrote is left out.
        items: page.flatMap(({ id, kind, at, address, userAgent, details }) => {
          const event = securityEventSchema.safeParse({ ...Object(details), kind }).data;
          return event === undefined ? [] : [{ id, event, at, network: address, userAgent }];
        }),
        nextCursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
      };
    },
  };
}
