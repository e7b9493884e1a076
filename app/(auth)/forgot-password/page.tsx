import type { Metadata } from "next";
import { app } from "#lib/app.ts";
import { AuthCard } from "../auth-card.tsx";
import { requestReset } from "../mail-request.ts";
import { MailRequestForm } from "../mail-request-form.tsx";

export const metadata: Metadata = { title: "Forgot your password?" };

const other = { question: "Did you remember it after all?", label: "Sign in", href: "/sign-in" } as const;

export default function ForgotPasswordPage() {
  if (!app().auth.takesPasswords) {
    return (
      <AuthCard
        title="There are no passwords here"
        description="People sign in with their account elsewhere. If that doesn’t work, ask the person who runs this installation for a link to sign in."
        other={{ question: "Sign in?", label: "Go to the sign-in page", href: "/sign-in" }}
      />
    );
  }
  if (!app().auth.sendsMail) {
    return (
      <AuthCard
        title="Forgot your password?"
        description="This installation sends no mail. Ask the person who runs it for a link with which you choose a new password."
        other={other}
      />
    );
  }
  return (
    <AuthCard
      title="Forgot your password?"
      description="Enter the address of your account. We mail you a link with which you choose a new password."
      other={other}
    >
      <MailRequestForm
        action={requestReset}
        label="Mail me a link"
        sent="If an account has this address, a link is on its way. It works for an hour."
      />
    </AuthCard>
  );
}
