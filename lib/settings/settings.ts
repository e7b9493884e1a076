import type { z } from "zod";
import { createProfileService } from "#lib/auth/account/profile.ts";
import type { Profile, User } from "#lib/auth/user.ts";
import { userColumns } from "#lib/auth/users/user-columns.ts";
import type { Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { JsonText } from "#lib/todo-service/json-text.ts";
import { changeRetention } from "#lib/todo-service/retention/retention-change.ts";
import { type ChangeSettings, settingsSchema } from "./settings-schemas.ts";

/** A user's settings: their profile, and the retention of their todos. */
export interface Settings {
  /** The settings of the user whose id the query `proof` yields, in one statement; null where it yields none. */
  readAtOnce(proof: Prisma.Sql): Promise<JsonText<z.output<typeof settingsSchema>> | null>;
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
    async readAtOnce(proof) {
      const [row] = await database.$queryRaw<unknown[]>`
        SELECT ${userColumns} FROM "user" WHERE id = (${proof})`;
      return row === undefined ? null : new JsonText(JSON.stringify(settingsSchema.parse(row)));
    },

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
