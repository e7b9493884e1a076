import { headers } from "next/headers";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import type { User } from "#lib/auth/user.ts";
import { DeleteAccountButton } from "./delete-account-button.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

/** The section that deletes the account. */
export async function DeleteAccountSection({ user }: { readonly user: User }) {
  const { auth } = app();
  const isOnlyAdmin = await auth.isOnlyAdmin(user);
  const proof = await auth.proofOf(await headers(), new Date());
  return (
    <Section
      title="Delete account"
      description="Deletes this account with all todos, trash and API keys, at once and for good."
    >
      {proof === "sign-in-again" ? (
        <SignInAgain />
      ) : (
        <DeleteAccountButton
          email={user.email}
          isOnlyAdmin={isOnlyAdmin}
          needsPassword={proof === "password"}
          signInAgain={proof === "recent-sign-in" && <SignInAgain />}
        />
      )}
    </Section>
  );
}
