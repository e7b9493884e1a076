import { describe, expect, test } from "vitest";
import { claimAt, readIdentity } from "#lib/auth/oidc/claims.ts";
import { exampleProvider } from "#tests/support/oidc/example-provider.ts";

const provider = { ...exampleProvider, adminGroups: ["admins"], viewerGroups: ["ops", "support"] };

describe("an address counts as proven", () => {
  test.each([
    [true, true],
    ["true", true],
    [1, true],
    ["1", true],
    [false, false],
    ["false", false],
    [0, false],
    ["yes", false],
    [null, false],
    [undefined, false],
    [["true"], false],
  ])("by %j: %s", (claim, expected) => {
    expect(readIdentity(provider, { sub: "1", email_verified: claim })?.emailVerified).toBe(expected);
    const other = { ...provider, emailVerifiedClaim: "xms_edov" };
    expect(readIdentity(other, { sub: "1", email_verified: true, xms_edov: claim })?.emailVerified).toBe(expected);
  });
});

test("an address that no account can have counts for none", () => {
  const ofLength = (length: number) => ({ sub: "1", email: "@EXAMPLE.com".padStart(length, "x") });
  expect(readIdentity(provider, ofLength(254))?.email).toBe("@example.com".padStart(254, "x"));
  expect(readIdentity(provider, ofLength(255))?.email).toBeNull();
});

describe("groups give the highest role", () => {
  test.each([
    [["ops", "admins"], "admin"],
    [["support"], "viewer"],
    ["ops", "viewer"],
    [["Admins"], "user"],
    [[], "user"],
    [undefined, "user"],
    [[{ name: "admins" }, 7], "user"],
  ])("%j: %s", (groups, role) => {
    expect(readIdentity(provider, { sub: "1", groups })?.role).toBe(role);
  });

  test("or none, where no group is mapped", () => {
    const unmapped = { ...provider, adminGroups: [], viewerGroups: [] };
    expect(readIdentity(unmapped, { sub: "1", groups: ["admins"] })?.role).toBeNull();
  });
});

test("claims without a subject name nobody", () => {
  expect(readIdentity(provider, { email: "ann@example.com" })).toBeNull();
  expect(readIdentity(provider, { sub: " " })).toBeNull();
});

test("an identity has the address in small letters, a name, and when they signed in there", () => {
  const claims = { sub: "1", email: "Ann@Example.com", preferred_username: "ann", auth_time: 1_700_000_000 };
  expect(readIdentity(provider, claims)).toMatchObject({
    email: "ann@example.com",
    name: "ann",
    authenticatedAt: new Date(1_700_000_000_000),
  });
  expect(readIdentity(provider, { sub: "1", email: "no address", name: "" })).toMatchObject({
    email: null,
    name: null,
    authenticatedAt: null,
  });
});

test("a claim is found by its name, or by a path into objects", () => {
  const claims = { "https://x.example/groups": 1, realm_access: { roles: [2] }, plain: "text" };
  expect(claimAt(claims, "https://x.example/groups")).toBe(1);
  expect(claimAt(claims, "realm_access.roles")).toEqual([2]);
  expect(claimAt(claims, "plain.length")).toBeUndefined();
  expect(claimAt(claims, "constructor.name")).toBeUndefined();
});
