import type { Role } from "#lib/auth/roles/role.ts";
import type { SecurityEvent } from "#lib/auth/security-log/security-event.ts";

/** Describes an event of an account in plain words for its owner. */
export function activityText(event: SecurityEvent): string {
  switch (event.kind) {
    case "account-created":
      return event.provider === undefined ? "Account created" : `Account created by signing in at ${event.provider}`;
    case "account-deleted":
      return "Account deleted";
    case "account-disabled":
      return byText(event.by, "disabled the account", "The account was disabled");
    case "account-enabled":
      return byText(event.by, "enabled the account again", "The account was enabled again");
    case "signed-in":
      return signInText(event);
    case "provider-refused":
      return `Sign-in at ${event.provider} refused`;
    case "provider-linked":
      return `${event.provider} linked as a way to sign in`;
    case "provider-unlinked":
      return `${event.provider} unlinked`;
    case "sign-in-failed":
      return "Sign-in refused: the password was wrong";
    case "sign-in-delayed":
      return "Sign-ins blocked for a while: too many wrong passwords";
    case "signed-out":
      return "Signed out";
    case "sessions-ended":
      return endText(event);
    case "password-refused":
      return "Change refused: the password was wrong";
    case "password-delayed":
      return "Changes blocked for a while: too many wrong passwords";
    case "password-changed":
      return event.endedSessions === 0
        ? "Password changed"
        : `Password changed, and ${browsersText(event.endedSessions)} signed out`;
    case "reset-link-created":
      return byText(event.by, "made a link to choose a new password", "A link to choose a new password was made");
    case "sign-in-link-created":
      return byText(event.by, "made a link to sign in", "A link to sign in was made");
    case "email-verified":
      return "Email confirmed";
    case "email-changed":
      return "Email changed";
    case "api-key-created":
      return `API key “${event.name}” created`;
    case "api-key-revoked":
      return `API key “${event.name}” revoked`;
    case "role-changed":
      return roleTexts[event.role];
    case "access-denied":
      return denialText(event);
  }
}

function signInText({ isNewDevice, provider }: Extract<SecurityEvent, { kind: "signed-in" }>): string {
  const where = provider === undefined ? "" : ` at ${provider}`;
  return `Signed in${where}${isNewDevice ? " on a new device" : ""}`;
}

const roleTexts: Readonly<Record<Role, string>> = {
  user: "You are a member now: you no longer see the background tasks",
  viewer: "You became a viewer: you see the background tasks",
  admin: "You became an admin",
};

/** Names who acted, where the event knows it. */
function byText(by: "operator" | "admin" | "provider" | undefined, act: string, otherwise: string): string {
  if (by === "admin") return `An admin ${act}`;
  return by === "operator" ? `An operator ${act}` : otherwise;
}

function endText({ count, reason, by }: Extract<SecurityEvent, { kind: "sessions-ended" }>): string {
  switch (reason) {
    case "asked":
      return `Signed out ${browsersText(count)}`;
    case "replaced":
      return "The session before this sign-in ended";
    case "by-admin": {
      const browsers = count === 1 ? "one browser" : `${count} browsers`;
      return byText(by, `signed out ${browsers}`, `Signed out of ${browsers}`);
    }
    case "too-old":
      return "Signed out, since the session had reached its age limit";
  }
}

function browsersText(count: number): string {
  return count === 1 ? "another browser" : `${count} other browsers`;
}

function denialText({ reason, scope }: Extract<SecurityEvent, { kind: "access-denied" }>): string {
  switch (reason) {
    case "not-admin":
      return "Access refused: only an admin may do this";
    case "not-viewer":
      return "Access refused: only viewers and admins may see this";
    case "missing-scope":
      return `Access refused: an API key lacks the scope “${scope}”`;
    case "other-site":
      return "Request refused: it came from another site";
    case "unknown-key":
    case "wrong-secret":
      return "Access refused: the key was wrong";
  }
}
