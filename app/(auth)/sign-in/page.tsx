import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { app } from "#lib/app.ts";
import { AuthCard } from "../auth-card.tsx";
import { safeNextPath, withNext } from "../next-path.ts";
import { findPageUser } from "../page-access.ts";
import { ProviderButtons } from "../provider-buttons.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next: wanted, reset } = await searchParams;
  const next = safeNextPath(wanted);
  const notice = reset === "done" ? { notice: "Your password is changed. Sign in with it." } : {};
  if ((await findPageUser()) !== null) redirect(next);
  return (
    <AuthCard
      title="Sign in"
      description="Sign in to see your todos."
      other={{ question: "New here?", label: "Create an account", href: withNext("/sign-up", next) }}
    >
      <ProviderButtons next={next} />
      {app().auth.takesPasswords && <SignInForm next={next} demo={await app().auth.findDemoAccount()} {...notice} />}
    </AuthCard>
  );
}
