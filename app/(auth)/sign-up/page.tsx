import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { AuthCard } from "../auth-card.tsx";
import { requestSignUp } from "../mail-request.ts";
import { MailRequestForm } from "../mail-request-form.tsx";
import { safeNextPath, setupTokenOf, withNext } from "../next-path.ts";
import { findPageUser } from "../page-access.ts";
import { ProviderButtons } from "../provider-buttons.tsx";
import { SignUpForm } from "./sign-up-form.tsx";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const next = safeNextPath((await searchParams).next);
  if ((await findPageUser()) !== null) redirect(next);
  const other = { question: "Already have an account?", label: "Sign in", href: withNext("/sign-in", next) };
  switch (await app().auth.howToSignUp(setupTokenOf(next), new Date())) {
    case "form":
      return (
        <AuthCard title="Create an account" description="A todo list that cleans up after itself." other={other}>
          <ProviderButtons next={next} />
          <SignUpForm next={next} />
        </AuthCard>
      );
    case "mail":
      return (
        <AuthCard
          title="Create an account"
          description="A todo list that cleans up after itself. We mail you a link with which you go on."
          other={other}
        >
          <ProviderButtons next={next} />
          <MailRequestForm action={requestSignUp} label="Mail me a link" sent="A mail says how to go on." />
        </AuthCard>
      );
    case "provider":
      return (
        <AuthCard
          title="Create an account"
          description="A todo list that cleans up after itself. Your account is made when you sign in for the first time."
          other={other}
        >
          <ProviderButtons next={next} />
        </AuthCard>
      );
    case "invite":
      return (
        <AuthCard
          title="Create an account"
          description="New accounts are made by invitation here. Ask the person who runs this installation for a link."
          other={other}
        />
      );
  }
}
