import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { timeZoneName, type User, userName, userSchema } from "../user.ts";

/** What people may change about themselves; what is left out stays. */
export const profileChangeSchema = z.strictObject({
  name: userName.optional(),
  timeZone: timeZoneName.nullable().optional().describe("An IANA name; null follows the browser."),
});
export type ProfileChange = z.output<typeof profileChangeSchema>;

export interface OwnProfile {
  /**
   * Changes a user's name and time zone, and returns the user as they are then.
   * @throws {DomainError} `not-found` when the account was deleted meanwhile.
   */
  changeProfile(userId: string, change: ProfileChange, now: Date): Promise<User>;
}

export function createOwnProfile(database: Database): OwnProfile {
  return {
    async changeProfile(userId, { name, timeZone }, now) {
      const data = { ...(name !== undefined && { name }), ...(timeZone !== undefined && { timeZone }), updatedAt: now };
      const [user] = await database.user.updateManyAndReturn({ where: { id: userId }, data });
      if (user === undefined) throw new DomainError("not-found", "This account was deleted. Reload the page.");
      return userSchema.parse(user);
    },
  };
}
