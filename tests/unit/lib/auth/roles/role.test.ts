import { expect, test } from "vitest";
import { includesRole, roles } from "#lib/auth/roles/role.ts";

test("each role includes itself and those before it, and none after it", () => {
  const included = roles.map((role) => roles.filter((needed) => includesRole(role, needed)));
  expect(included).toEqual([["user"], ["user", "viewer"], ["user", "viewer", "admin"]]);
});
