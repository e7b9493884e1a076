import { expect, test } from "vitest";
import { parseUserFlags } from "#scripts/user/user-flags.ts";

test.each([
  [["admins"], { verb: "admins" }],
  [["make-admin", "ann@example.com"], { verb: "make-admin", email: "ann@example.com" }],
  [["remove-admin", "ann@example.com"], { verb: "remove-admin", email: "ann@example.com" }],
])("%j is understood", (args, command) => {
  expect(parseUserFlags(args)).toEqual(command);
});

test.each([[[]], [["make-admin"]], [["make-admin", "a@b.example", "c@d.example"]], [["admins", "x"]], [["delete"]]])(
  "%j is refused with the usage",
  (args) => {
    expect(() => parseUserFlags(args)).toThrow("npm run user -- make-admin <email>");
  },
);
