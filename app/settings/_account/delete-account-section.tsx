import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import type { User } from "#lib/auth/user.ts";
import { DeleteAccountButton } from "./delete-account-button.tsx";

/** The section that deletes the account. */
export async function DeleteAccountSection({ user }: { readonly user: User }) {
  const isOnlyAdmin = await app().auth.isOnlyAdmin(user);
  return (
    <Section
      title="Delete account"
      description="Deletes this account with all todos, trash and API keys, at once and for good."
    >
      <DeleteAccountButton email={user.email} isOnlyAdmin={isOnlyAdmin} />
    </Section>
  );
}
