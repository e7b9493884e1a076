import { DomainError } from "#lib/errors.ts";
import type { User } from "../user.ts";
import { type PasswordParts, verifyPassword } from "./password.ts";

export interface OwnAccount {
  /**
   * Deletes an account with everything in it, for good: todos, trash, sessions, API keys. What it started stays in the
   * history of runs, without its name.
   * @throws {DomainError} `invalid` for a wrong password, `too-many-requests`, `not-found` when it is gone already.
   */
  deleteAccount(user: Pick<User, "id" | "email">, password: string, now: Date): Promise<void>;
  /** Whether without this user nobody could see the background tasks. */
  isOnlyAdmin(user: Pick<User, "id" | "role">): Promise<boolean>;
}

export function createOwnAccount(parts: PasswordParts): OwnAccount {
  const { database } = parts;
  return {
    async deleteAccount({ id, email }, password, now) {
      await verifyPassword(parts, { userId: id, email, password, now });
      // Everything that belongs to a user refers to it with ON DELETE CASCADE.
      const { count } = await database.user.deleteMany({ where: { id } });
      if (count === 0) throw new DomainError("not-found", "This account is deleted already.");
    },

    async isOnlyAdmin({ id, role }) {
      if (role !== "admin") return false;
      const other = await database.user.findFirst({ where: { role: "admin", id: { not: id } }, select: { id: true } });
      return other === null;
    },
  };
}
