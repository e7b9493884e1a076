import { describe, expect, test } from "vitest";
import { roleOf } from "#lib/auth/roles/judged-role.ts";

const adminEmails = ["ann@example.com"];

describe("a proven address", () => {
  test.each([
    ["ann@example.com", "admin"],
    ["Ann@Example.com", "admin"],
    [" ann@example.com ", "admin"],
    ["ann@example.com.evil.example", "user"],
    ["joann@example.com", "user"],
    ["", "user"],
  ] as const)("%j has the role %s", (email, role) => {
    expect(roleOf({ email, emailVerified: true, role: "user" }, adminEmails)).toBe(role);
  });

  test("is nobody's without ADMIN_EMAILS", () => {
    expect(roleOf({ email: "ann@example.com", emailVerified: true, role: "user" }, [])).toBe("user");
  });
});

test("an address that is not proven makes no admin", () => {
  expect(roleOf({ email: "ann@example.com", emailVerified: false, role: "user" }, adminEmails)).toBe("user");
});

test.each(["viewer", "admin"] as const)("a granted role needs no address: %s", (role) => {
  expect(roleOf({ email: "bob@example.com", emailVerified: false, role }, adminEmails)).toBe(role);
});
