import type { Metadata } from "next";
import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import type { Confirmation } from "#lib/auth/links/email-address.ts";
import { AuthCard } from "../auth-card.tsx";
import { LinkGone } from "../link-gone.tsx";
import { tokenOf } from "../link-token.ts";
import { requirePageUser } from "../page-access.ts";
import { ConfirmEmailForm } from "./confirm-email-form.tsx";
import { SwitchAccount } from "./switch-account.tsx";

export const metadata: Metadata = { title: "Confirm your address" };

export default async function ConfirmEmailPage({ searchParams }: PageProps<"/confirm-email">) {
  const token = await tokenOf(searchParams);
  const here = `/confirm-email?token=${encodeURIComponent(token)}`;
  const user = await requirePageUser(here);
  const confirmation = await app().auth.findConfirmation(await headers(), token, new Date());
  if (confirmation === null) return <LinkGone next={{ label: "Go to your settings", href: "/settings" }} />;
  const notNow = { question: "Not now?", label: "Go to your todos", href: "/" };
  if (confirmation === "other-account") {
    return (
      <AuthCard
        title="This link is for another account"
        description={`Sign in to that one. You are signed in as ${user.email} now.`}
        other={notNow}
      >
        <SwitchAccount account={user.id} next={here} />
      </AuthCard>
    );
  }
  const { title, description, label } = textsOf(confirmation, user.email);
  return (
    <AuthCard title={title} description={description} other={notNow}>
      <ConfirmEmailForm token={token} label={label} />
    </AuthCard>
  );
}

function textsOf({ kind, email }: Confirmation, current: string) {
  switch (kind) {
    case "verify-email":
      return {
        title: "Confirm your address",
        description: `Confirm that ${email} is yours.`,
        label: "Confirm this address",
      };
    case "allow-email-change":
      return {
        title: "Allow another address",
        description: `Your account would change from ${current} to ${email}. We then mail a link to the new address.`,
        label: "Allow this change",
      };
    case "change-email":
      return {
        title: "Confirm your new address",
        description: `Your account changes from ${current} to ${email}.`,
        label: "Use this address",
      };
  }
}
