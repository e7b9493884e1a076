import type { RequestError } from "#app/_client/request-error.ts";
import type { Entry } from "../outbox.ts";

/** The reason why changes wait, and how many wait. */
export interface Obstacle {
  readonly kind: "offline" | "server" | "signed-out" | "other-account";
  readonly count: number;
}

/**
 * The reason why changes of a page wait; null if nothing is known to hold them up.
 * @param error the last answer to a request that the page makes by itself.
 */
export function obstacleOf(entries: readonly Entry[], isOnline: boolean, error: RequestError | null): Obstacle | null {
  const waiting = entries.flatMap(({ standing }) => (standing.status === "waiting" ? [standing] : []));
  const statuses = new Set(waiting.flatMap(({ trouble }) => trouble?.status ?? []));
  const count = waiting.length;
  // A refused change doesn't wait: 409 means that the session is another account's.
  if (statuses.has(409) || error?.is("other-account") === true) return { kind: "other-account", count };
  if (statuses.has(401) || error?.is("unauthenticated") === true) return { kind: "signed-out", count };
  if (count === 0) return null;
  if (!isOnline) return { kind: "offline", count };
  return statuses.size > 0 ? { kind: "server", count } : null;
}

/** Tells people that their changes wait, and what for. */
export function waitingText({ kind, count }: Obstacle): string {
  const waiting = count === 1 ? "1 change waits" : `${count} changes wait`;
  switch (kind) {
    case "offline":
      return `${waiting} for the network.`;
    case "server":
      return `${waiting} for the server.`;
    case "signed-out":
      return count === 0 ? "You are signed out." : `${waiting} until you sign in again.`;
    case "other-account":
      return `Somebody else is signed in to this browser. ${count === 0 ? "What you type is kept for you." : `${waiting} for you.`}`;
  }
}
