import { roleNames } from "#app/_ui/roles/role-names.ts";
import type { AuditAction, AuditDetails } from "#lib/auth/audit/audit-entry.ts";
import type { AuditEntry } from "#lib/auth/audit/audit-list.ts";

/** Names of the actions in the filter. */
export const actionNames: Readonly<Record<AuditAction, string>> = {
  "run-enqueued": "Started a run",
  "run-canceled": "Canceled a run",
  "run-released": "Let a held run execute",
  "run-retried": "Ran again",
  "run-restored": "Restored what a run removed",
  "schedule-paused": "Paused a schedule",
  "schedule-resumed": "Resumed a schedule",
  "slot-run": "Ran a slot early",
  "titles-shown": "Looked at people’s titles",
  "role-changed": "Changed a role",
  "sessions-ended": "Ended sessions",
  "account-disabled": "Disabled an account",
  "account-enabled": "Enabled an account",
  "invite-created": "Invited somebody",
  "invite-revoked": "Revoked an invite",
  "reset-link-created": "Made a link for a new password",
  "sign-in-link-created": "Made a link to sign in",
};

/** Describes the details of an action in a few words; `null` where its name says it all. */
export function detailsText({ role, count, reason, slot }: AuditDetails): string | null {
  const parts = [
    role && `role: ${roleNames[role]}`,
    slot && `slot of ${slot}`,
    count !== undefined && `${count.toLocaleString("en")} in all`,
    reason && `“${reason}”`,
  ].filter(Boolean);
  return parts.length === 0 ? null : parts.join(" · ");
}

/** Names the operator and the way they acted. */
export function actorText({ via, actor, actorName }: AuditEntry): { readonly who: string; readonly where: string } {
  switch (via) {
    case "console":
      return { who: personText(actor), where: "in the console" };
    case "api-key":
      return { who: personText(actor), where: actorName === null ? "by an API key" : `by the API key “${actorName}”` };
    case "command-line":
      return { who: actorName ?? "Somebody", where: "on the command line" };
    case "provider":
      return { who: actorName ?? "A provider", where: "by its groups, at a sign-in" };
  }
}

/** The name of somebody; an account that is gone has none. */
export function personText(person: AuditEntry["user"]): string {
  return person?.name ?? "A deleted account";
}
