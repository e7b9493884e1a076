import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { type Profile, profileSchema, timeZoneName, userName } from "../user.ts";

/** The fields that never change, or not by a profile change: the address by a link, the retention with its todos. */
export type OtherField = "id" | "email" | "retentionDays";

/** The fields that people may change about themselves. Fields that are left out stay. */
export const profileChangeSchema = z.strictObject({
  name: userName.exactOptional(),
  timeZone: timeZoneName.nullable().exactOptional().describe("An IANA name; null follows the browser."),
} satisfies Record<Exclude<keyof Profile, OtherField>, z.ZodType>);
export type ProfileChange = z.output<typeof profileChangeSchema>;

export interface ProfileService {
  /**
   * Changes the named fields of a user. @returns the changed profile.
   * @throws {DomainError} `not-found` if the account was deleted meanwhile.
   */
  changeProfile(userId: string, change: ProfileChange, now: Date): Promise<Profile>;
}

export function createProfileService(database: Pick<Transaction, "user">): ProfileService {
  return {
    async changeProfile(userId, change, now) {
      const data = { ...change, updatedAt: now };
      const [user] = await database.user.updateManyAndReturn({ where: { id: userId }, data });
      if (user === undefined) throw new DomainError("not-found", "This account was deleted. Reload the page.");
      return profileSchema.parse(user);
    },
  };
}
