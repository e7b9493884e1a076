import type { Caller } from "#lib/auth/access.ts";
import { RequestError } from "./problem.ts";

/** Names the account that a page was made for, by its user's id. Tidy's own pages send it with every request. */
export const accountHeader = "x-tidy-account";

/**
 * Refuses a request of a page that was made for another account: somebody else has signed in to this browser since, and
 * would read and write for that person.
 * @throws {RequestError} `other-account`
 */
export function requirePageAccount(request: Request, caller: Caller | null): void {
  if (caller === null || isPageOf(request, caller.user.id)) return;
  throw new RequestError("other-account", "You’re signed in as somebody else in this browser. Reload the page.");
}

/** Whether the request comes from a page of this user, or from no page. */
export function isPageOf(request: Request, userId: string): boolean {
  const account = request.headers.get(accountHeader);
  return account === null || account === userId;
}
