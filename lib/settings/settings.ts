import { createProfileService } from "#lib/auth/account/profile.ts";
import type { Profile, User } from "#lib/auth/user.ts";
import type { Database } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { changeRetention } from "#lib/todo-service/retention/retention-change.ts";
import type { ChangeSettings } from "./settings-schemas.ts";

/** A user's settings: their profile, and the retention of their todos. */
export interface Settings {
  /**
   * Changes the named settings in one transaction, all or none. Another retention also changes the expiry of the user's
   * completed, unpinned todos.
   * @returns the changed profile.
   * @throws {DomainError} `not-found` if the account was deleted meanwhile.
   */
  change(user: User, change: ChangeSettings, now: Date): Promise<Profile>;
}

export function createSettings(database: Database): Settings {
  return {
    change: (user, { retentionDays, ...profile }, now) =>
      retryConflict(() =>
        database.$transaction(async (transaction) => {
          if (retentionDays !== undefined) {
            await changeRetention(transaction, user, { days: retentionDays, now });
          }
          return createProfileService(transaction).changeProfile(user.id, profile, now);
        }),
      ),
  };
}
