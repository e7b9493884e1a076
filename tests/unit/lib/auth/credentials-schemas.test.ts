import { describe, expect, test } from "vitest";
import { emailInput, signInSchema, signUpSchema } from "#lib/auth/credentials-schemas.ts";
import { newInviteSchema } from "#lib/auth/links/invites.ts";
import { byField, fieldErrors } from "#lib/field-errors.ts";

const ofLength = (length: number) => "@example.com".padStart(length, "x");

describe("an address", () => {
  test("is trimmed, and has at most 254 characters", () => {
    expect(emailInput.parse(` ${ofLength(254)} `)).toBe(ofLength(254));
    expect(emailInput.safeParse(ofLength(255)).success).toBe(false);
  });

  test.each([
    ["signing in", signInSchema],
    ["signing up", signUpSchema],
    ["an invite", newInviteSchema],
  ])("that is too long is refused by its field: %s", (_, schema) => {
    const given = { name: "Ann", email: ofLength(2900), password: "correct horse", role: "user", days: 7 };
    const { error } = schema.safeParse(given);
    expect(error && byField(fieldErrors(error))).toEqual({ email: "Use an address of at most 254 characters." });
  });
});
