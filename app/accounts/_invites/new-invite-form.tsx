"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { roleNames } from "#app/_ui/roles/role-names.ts";
import { SelectField, TextField } from "#app/_ui/text-field.tsx";
import { roles } from "#lib/auth/roles/role.ts";
import { MadeLink } from "../made-link.tsx";
import { invite, type MadeInvite, type TypedInvite } from "./invite-actions.ts";

const untouched: TypedInvite = { email: "", role: "user", days: "7" };

export interface NewInviteFormProps {
  readonly sendsMail: boolean;
  /** The invites that are open. */
  readonly inviteIds: readonly string[];
}

/**
 * Asks for the address, role and days of an invite; then shows the link once, or names the address it was mailed to,
 * while the invite is open.
 */
export function NewInviteForm({ sendsMail, inviteIds }: NewInviteFormProps) {
  const [state, action, pending] = useActionState(invite, {});
  const { typed = untouched, made } = state;
  return (
    <div className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <form action={action} className="flex flex-wrap items-start gap-x-3 gap-y-3">
        <div className="min-w-0 flex-1 basis-56">
          <TextField
            label="Email (optional)"
            name="email"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            hint={
              sendsMail
                ? "The link is mailed to this address. Leave it empty to get the link yourself."
                : "Only this address can use the link."
            }
            defaultValue={typed.email}
            error={pending ? undefined : state.email}
          />
        </div>
        <SelectField label="Role" name="role" defaultValue={typed.role} key={`role ${typed.role}`}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {roleNames[role]}
            </option>
          ))}
        </SelectField>
        <SelectField label="Works for" name="days" defaultValue={typed.days} key={`days ${typed.days}`}>
          <option value="1">1 day</option>
          <option value="7">7 days</option>
          <option value="30">30 days</option>
        </SelectField>
        <Button type="submit" variant="primary" pending={pending} className="sm:mt-6.5">
          {pending ? "Inviting…" : "Invite"}
        </Button>
      </form>
      {made !== undefined && inviteIds.includes(made.id) && !pending && <InviteNotice {...made} />}
    </div>
  );
}

function InviteNotice({ url, email }: MadeInvite) {
  if (url === null) return <Alert tone="info">The invite is mailed to {email}.</Alert>;
  return <MadeLink url={url}>Pass this link on now. It works once, and it won’t be shown again.</MadeLink>;
}
