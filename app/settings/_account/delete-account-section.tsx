import { Section } from "#app/_ui/card.tsx";
import { app } from "#lib/app.ts";
import type { User } from "#lib/auth/user.ts";
import { DeleteAccountButton } from "./delete-account-button.tsx";

/** The way out for good. */
export async function DeleteAccountSection({ user }: { readonly user: User }) {
  const isOnlyAdmin = await app().auth.isOnlyAdmin(user);
  return (
    <Section
      title="Delete account"
      description="Your todos, your trash, your API keys and this account, at once and for good."
    >
      <DeleteAccountButton email={user.email} isOnlyAdmin={isOnlyAdmin} />
    </Section>
  );
}
