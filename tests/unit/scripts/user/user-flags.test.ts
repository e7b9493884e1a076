import { expect, test } from "vitest";
import { parseUserFlags } from "#scripts/user/user-flags.ts";

test.each([
  [["admins"], { verb: "admins" }],
  [["make-admin", "ann@example.com"], { verb: "set-role", email: "ann@example.com", role: "admin" }],
  [["remove-admin", "ann@example.com"], { verb: "set-role", email: "ann@example.com", role: "user" }],
  [["set-role", "ann@example.com", "viewer"], { verb: "set-role", email: "ann@example.com", role: "viewer" }],
  [["disable", "ann@example.com"], { verb: "disable", email: "ann@example.com" }],
  [["reset-link", "ann@example.com"], { verb: "reset-link", email: "ann@example.com" }],
  [["list"], { verb: "list", query: { q: "" }, json: false }],
  [["list", "--q", " Ann ", "--json"], { verb: "list", query: { q: "Ann" }, json: true }],
  [["invites"], { verb: "invites" }],
  [["invite"], { verb: "invite", invite: { email: null, role: "user", days: 7 } }],
  [
    ["invite", "ann@example.com", "--role", "admin", "--days", "1"],
    { verb: "invite", invite: { email: "ann@example.com", role: "admin", days: 1 } },
  ],
])("%j is understood", (args, command) => {
  expect(parseUserFlags(args)).toEqual(command);
});

test.each([
  [[]],
  [["make-admin"]],
  [["make-admin", "a@b.example", "c@d.example"]],
  [["admins", "x"]],
  [["set-role", "ann@example.com"]],
  [["set-role", "ann@example.com", "root"]],
  [["delete"]],
  [["reset-link"]],
  [["list", "ann"]],
  [["list", "--cursor", "2"]],
  [["invite", "no address"]],
  [["invite", "--role", "root"]],
  [["invite", "--days", "0"]],
  [["invite", "--all"]],
  [["invite", "a@b.example", "c@d.example"]],
])("%j is refused with the usage", (args) => {
  expect(() => parseUserFlags(args)).toThrow("npm run user -- make-admin <email>");
});
