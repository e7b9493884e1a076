import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { AuthCard } from "../auth-card.tsx";
import { LinkGone } from "../link-gone.tsx";
import { tokenOf } from "../link-token.ts";
import { findPageUser } from "../page-access.ts";
import { ProviderButtons } from "../provider-buttons.tsx";
import { JoinForm } from "./join-form.tsx";

export const metadata: Metadata = { title: "Create your account" };

export default async function JoinPage({ searchParams }: PageProps<"/join">) {
  if ((await findPageUser()) !== null) redirect("/");
  const token = await tokenOf(searchParams);
  const invitation = await app().auth.findInvitation(token, new Date());
  if (invitation === null) return <LinkGone next={{ label: "Go to the sign-in page", href: "/sign-in" }} />;
  const other = { question: "Already have an account?", label: "Sign in", href: "/sign-in" };
  if (invitation.refusal !== null) {
    return <AuthCard title="No new accounts at present" description={invitation.refusal} other={other} />;
  }
  return (
    <AuthCard title="Create your account" description="A todo list that cleans up after itself." other={other}>
      <ProviderButtons invite={token} />
      {app().auth.takesPasswords && <JoinForm token={token} email={invitation.email} />}
    </AuthCard>
  );
}
