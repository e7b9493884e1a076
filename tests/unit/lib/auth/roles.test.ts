import { expect, test } from "vitest";
import { roleOf } from "#lib/auth/roles.ts";

test.each([
  ["ann@example.com", "admin"],
  ["Ann@Example.com", "admin"],
  [" ann@example.com ", "admin"],
  ["ann@example.com.evil.example", "user"],
  ["joann@example.com", "user"],
  ["", "user"],
] as const)("the role of %j is %s", (email, role) => {
  expect(roleOf(email, ["ann@example.com"])).toBe(role);
});

test("without ADMIN_EMAILS nobody is an admin", () => {
  expect(roleOf("ann@example.com", [])).toBe("user");
});
