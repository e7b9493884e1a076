import { roleNames } from "#app/_ui/roles/role-names.ts";
import { Section } from "#app/_ui/section.tsx";
import { SelectField } from "#app/_ui/text-field.tsx";
import { roles } from "#lib/auth/roles/role.ts";
import type { UserSummary } from "#lib/auth/users/user-list.ts";
import { ActionForm } from "./action-form.tsx";
import { changeRole, disable, enable, endSessions } from "./user-actions.ts";

interface UserProps {
  readonly user: UserSummary;
}

/** Gives a role. */
export function RoleSection({ user: { id, role, isAdminByAddress } }: UserProps) {
  return (
    <Section
      title="Role"
      description="Members have their own todos. Viewers see the task console too. Admins act there, and look after accounts."
    >
      {isAdminByAddress ? (
        <p className="text-sm text-muted">
          <code className="font-mono">ADMIN_EMAILS</code> names this address, which makes an admin whatever role is
          given here.
        </p>
      ) : (
        <ActionForm action={changeRole.bind(null, id)} button="Give this role" pendingText="Changing…">
          <SelectField label="Role of the account" name="role" defaultValue={role} key={role}>
            {roles.map((each) => (
              <option key={each} value={each}>
                {roleNames[each]}
              </option>
            ))}
          </SelectField>
        </ActionForm>
      )}
    </Section>
  );
}

/** Ends sessions. */
export function EndSessionsSection({ user: { id, sessionCount } }: UserProps) {
  return (
    <Section title="Sessions" description="Signs the account out of every browser. Its API keys keep working.">
      <ActionForm action={endSessions.bind(null, id)} button="End all sessions" pendingText="Ending…">
        <p className="text-sm">{sessionCount === 1 ? "1 browser is" : `${sessionCount} browsers are`} signed in.</p>
      </ActionForm>
    </Section>
  );
}

/** Disables and enables, by one form: it shows the outcome of the one beside the button of the other. */
export function DisableSection({ user: { id, disabledAt } }: UserProps) {
  const [action, texts] = disabledAt === null ? [disable, disabling] : [enable, enabling];
  return (
    <Section title={texts.button} description={texts.description}>
      <ActionForm action={action.bind(null, id)} button={texts.button} pendingText={texts.pendingText}>
        <p className="text-sm">{texts.note}</p>
      </ActionForm>
    </Section>
  );
}

const disabling = {
  button: "Disable the account",
  pendingText: "Disabling…",
  description: "Nobody can sign in to it, and its sessions and API keys stop at once. Nothing is deleted.",
  note: "Its owner reads, when signing in, that the account is disabled. You can enable it again.",
};

const enabling = {
  button: "Enable the account",
  pendingText: "Enabling…",
  description: "Its owner can sign in again, and its API keys work again.",
  note: "Completed todos have expired meanwhile, as the owner’s retention says.",
};
