import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "../auth-card.tsx";
import { safeNextPath, withNext } from "../next-path.ts";
import { findPageUser } from "../page-access.ts";
import { SignUpForm } from "./sign-up-form.tsx";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const next = safeNextPath((await searchParams).next);
  if ((await findPageUser()) !== null) redirect(next);
  return (
    <AuthCard
      title="Create an account"
      description="A todo list that cleans up after itself."
      other={{ question: "Already have an account?", label: "Sign in", href: withNext("/sign-in", next) }}
    >
      <SignUpForm next={next} />
    </AuthCard>
  );
}
