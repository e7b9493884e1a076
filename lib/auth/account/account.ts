import { DomainError } from "#lib/errors.ts";
import type { User } from "../user.ts";
import type { PasswordParts } from "./password.ts";
import { requireProof } from "./proof.ts";

interface DeletionRequest {
  readonly headers: Headers;
  readonly now: Date;
}

export interface AccountService {
  /**
   * Deletes an account and everything in it for good: todos, trash, sessions, API keys. Runs that it started stay in
   * the history, without its name.
   * @param password left out for an account that has none: then the session has to be a recent one.
   * @throws {DomainError} `invalid` for a wrong password, `forbidden` for a session that is too old,
   * `too-many-requests`, `not-found` if it is deleted already.
   */
  deleteAccount(
    user: Pick<User, "id" | "email">,
    password: string | undefined,
    request: DeletionRequest,
  ): Promise<void>;
}

export function createAccountService(parts: PasswordParts): AccountService {
  const { database, security } = parts;
  return {
    async deleteAccount({ id, email }, password, request) {
      await requireProof(parts, { ...request, userId: id, email, password });
      // Everything that belongs to a user is deleted by ON DELETE CASCADE.
      const { count } = await database.user.deleteMany({ where: { id } });
      if (count === 0) throw new DomainError("not-found", "This account is deleted already.");
      await security.record({ kind: "account-deleted" }, { id }, request.headers);
    },
  };
}
