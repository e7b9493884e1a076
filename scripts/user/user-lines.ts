import type { UserList } from "#lib/auth/users/user-list.ts";
import { columns } from "../task/columns.ts";

/** A page of accounts, for a person at the terminal. */
export function userLines({ items, nextCursor }: Awaited<ReturnType<UserList["listUsers"]>>): string[] {
  if (items.length === 0) return ["No account matches."];
  const rows = items.map(({ email, name, role, disabledAt, createdAt, lastSeenAt }) => [
    email,
    role,
    disabledAt === null ? "" : "disabled",
    createdAt.toISOString(),
    lastSeenAt?.toISOString() ?? "never",
    name,
  ]);
  const lines = columns([["EMAIL", "ROLE", "STATE", "CREATED", "LAST SEEN", "NAME"], ...rows]);
  return nextCursor === null ? lines : [...lines, `There are more: add --cursor ${nextCursor}`];
}
