import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { type Profile, profileSchema, timeZoneName, userName } from "../user.ts";

/** The fields that people may change about themselves. Fields that are left out stay. */
export const profileChangeSchema = z.strictObject({
  name: userName.optional(),
  timeZone: timeZoneName.nullable().optional().describe("An IANA name; null follows the browser."),
});
export type ProfileChange = z.output<typeof profileChangeSchema>;

export interface ProfileService {
  /**
   * Changes a user's name and time zone. @returns the changed profile.
   * @throws {DomainError} `not-found` if the account was deleted meanwhile.
   */
  changeProfile(userId: string, change: ProfileChange, now: Date): Promise<Profile>;
}

export function createProfileService(database: Pick<Transaction, "user">): ProfileService {
  return {
    async changeProfile(userId, { name, timeZone }, now) {
      const data = { ...(name !== undefined && { name }), ...(timeZone !== undefined && { timeZone }), updatedAt: now };
      const [user] = await database.user.updateManyAndReturn({ where: { id: userId }, data });
      if (user === undefined) throw new DomainError("not-found", "This account was deleted. Reload the page.");
      return profileSchema.parse(user);
    },
  };
}
