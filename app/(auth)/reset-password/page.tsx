import type { Metadata } from "next";
import { app } from "#lib/app.ts";
import { AuthCard } from "../auth-card.tsx";
import { LinkGone } from "../link-gone.tsx";
import { tokenOf } from "../link-token.ts";
import { ResetPasswordForm } from "./reset-password-form.tsx";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const token = await tokenOf(searchParams);
  const reset = await app().auth.findReset(token, new Date());
  if (reset === null) return <LinkGone next={{ label: "Ask for another link", href: "/forgot-password" }} />;
  return (
    <AuthCard
      title="Choose a new password"
      description={`For ${reset.email}. It signs out every browser in which this account is open.`}
      other={{ question: "Did you remember the old one after all?", label: "Sign in", href: "/sign-in" }}
    >
      <ResetPasswordForm token={token} email={reset.email} />
    </AuthCard>
  );
}
