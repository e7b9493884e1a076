import { headers } from "next/headers";
import { Badge } from "#app/_ui/badge.tsx";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import { SignInAgain } from "../_account/sign-in-again.tsx";
import { ChangeEmailForm, VerifyEmailForm } from "./email-forms.tsx";

/** Proves and changes the address of the account, where mail is configured. */
export async function EmailSection({ email }: { readonly email: string }) {
  const { auth } = app();
  if (!auth.sendsMail) return null;
  const isVerified = await auth.isEmailVerified(await headers());
  const proof = await auth.proofOf(await headers(), new Date());
  return (
    <Section
      title="Email"
      description="The address of this account. We mail you links, and a note about each change of password, address or API keys."
    >
      <div className="grid gap-5">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span className="break-all">{email}</span>
          {isVerified ? <Badge tone="accent">Confirmed</Badge> : <Badge>Not confirmed</Badge>}
        </p>
        {!isVerified && <VerifyEmailForm />}
        <ChangeEmailForm
          needsPassword={proof === "password"}
          signInAgain={proof === "sign-in-again" ? <SignInAgain /> : null}
        />
      </div>
    </Section>
  );
}
