declare global {
  /** By request id. On globalThis, since Next bundles pages and the code that watches requests apart. */
  var tidyAnsweredUsers: Map<string, string | null> | undefined;
}

function users(): Map<string, string | null> {
  globalThis.tidyAnsweredUsers ??= new Map();
  return globalThis.tidyAnsweredUsers;
}

/** Begins to wait for the user of a request. */
export function expectUser(requestId: string): void {
  users().set(requestId, null);
}

/** Notes the user of a page, for the log line of its request. Does nothing where no line waits for it. */
export function noteUser(requestId: string | null, userId: string): void {
  if (requestId !== null && users().has(requestId)) users().set(requestId, userId);
}

/** Returns the user of a request, as far as known, and forgets it. */
export function takeUser(requestId: string): string | undefined {
  const userId = users().get(requestId) ?? undefined;
  users().delete(requestId);
  return userId;
}
