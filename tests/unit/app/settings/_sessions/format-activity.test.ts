import { expect, test } from "vitest";
import { activityText } from "#app/settings/_sessions/format-activity.ts";
import type { SecurityEvent } from "#lib/auth/security-log/security-event.ts";

test.each<[SecurityEvent, string]>([
  [{ kind: "signed-in", isNewDevice: true }, "Signed in on a new device"],
  [{ kind: "signed-in", isNewDevice: false }, "Signed in"],
  [{ kind: "sessions-ended", count: 1, reason: "asked" }, "Signed out another browser"],
  [{ kind: "sessions-ended", count: 3, reason: "asked" }, "Signed out 3 other browsers"],
  [{ kind: "sessions-ended", count: 1, reason: "by-admin", by: "operator" }, "An operator signed out one browser"],
  [{ kind: "sessions-ended", count: 3, reason: "by-admin" }, "Signed out of 3 browsers"],
  [{ kind: "account-disabled", by: "admin" }, "An admin disabled the account"],
  [{ kind: "account-disabled", by: "operator" }, "An operator disabled the account"],
  [{ kind: "account-enabled" }, "The account was enabled again"],
  [{ kind: "reset-link-created" }, "A link to choose a new password was made"],
  [{ kind: "sign-in-link-created", by: "operator" }, "An operator made a link to sign in"],
  [{ kind: "password-changed", endedSessions: 0 }, "Password changed"],
  [{ kind: "password-changed", endedSessions: 2 }, "Password changed, and 2 other browsers signed out"],
  [{ kind: "api-key-revoked", keyId: "1", name: "Backup" }, "API key “Backup” revoked"],
  [{ kind: "role-changed", role: "viewer", by: "operator" }, "You became a viewer: you see the background tasks"],
  [
    { kind: "access-denied", reason: "missing-scope", scope: "tasks:read" },
    "Access refused: an API key lacks the scope “tasks:read”",
  ],
])("%o reads %s", (event, text) => {
  expect(activityText(event)).toBe(text);
});
