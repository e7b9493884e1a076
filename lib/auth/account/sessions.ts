import { addDays } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { AuthEnv } from "../auth-env.ts";
import type { BetterAuth } from "../better-auth.ts";
import type { SecurityLog } from "../security-log/security-log.ts";

/** One browser that is signed in. */
export interface SessionSummary {
  readonly id: string;
  /** The browser's description of itself. */
  readonly userAgent: string | null;
  readonly createdAt: Date;
  /** The time of its last use; lags by up to a day, since a session is renewed once a day. */
  readonly lastUsedAt: Date;
  /** Whether it is the session of the request. */
  readonly isCurrent: boolean;
}

interface SessionParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly security: SecurityLog;
  readonly env: Pick<AuthEnv, "SESSION_MAX_DAYS">;
}

/** The sessions of the user whose session cookie is in `headers`; `unauthenticated` without one. */
export interface SessionService {
  /** Sessions that have not expired: the current one first, then the last used. */
  listSessions(headers: Headers, now: Date): Promise<SessionSummary[]>;
  /**
   * Signs one browser out at once.
   * @throws {DomainError} `not-found`, also for somebody else's session.
   */
  endSession(headers: Headers, id: string): Promise<void>;
  /** Ends the current session. In Next's response, better-auth also clears its cookies. */
  signOut(headers: Headers): Promise<void>;
  /** Signs out every browser but this one. */
  endOtherSessions(headers: Headers): Promise<{ endedCount: number }>;
}

export function createSessionService({ database, betterAuth, security, env }: SessionParts): SessionService {
  const recordEnd = (userId: string, count: number, headers: Headers) =>
    security.record({ kind: "sessions-ended", count, reason: "asked" }, { id: userId }, headers);
  return {
    async listSessions(headers, now) {
      const current = await currentSession(betterAuth, headers);
      const sessions = await database.session.findMany({
        where: {
          userId: current.userId,
          expiresAt: { gt: now },
          createdAt: { gt: addDays(now, -env.SESSION_MAX_DAYS) },
        },
        orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
        select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
      });
      return sessions
        .map(({ updatedAt, ...session }) => ({
          ...session,
          lastUsedAt: updatedAt,
          isCurrent: session.id === current.id,
        }))
        .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
    },

    async endSession(headers, id) {
      const { userId } = await currentSession(betterAuth, headers);
      const { count } = await database.session.deleteMany({ where: { id, userId } });
      if (count === 0) throw new DomainError("not-found", "This browser is signed out already.");
      await recordEnd(userId, count, headers);
    },

    async signOut(headers) {
      await betterAuth.api.signOut({ headers });
    },

    async endOtherSessions(headers) {
      const { id, userId } = await currentSession(betterAuth, headers);
      const { count } = await database.session.deleteMany({ where: { userId, id: { not: id } } });
      if (count > 0) await recordEnd(userId, count, headers);
      return { endedCount: count };
    },
  };
}

/**
 * The session of a cookie.
 * @throws {DomainError} `unauthenticated`.
 */
export async function currentSession(
  betterAuth: BetterAuth,
  headers: Headers,
): Promise<{ id: string; userId: string; email: string; createdAt: Date }> {
  const found = await betterAuth.api.getSession({ headers, query: { disableRefresh: true } });
  if (found === null) throw new DomainError("unauthenticated", "You are signed out. Sign in and try again.");
  const { id, createdAt } = found.session;
  return { id, userId: found.user.id, email: found.user.email, createdAt };
}
