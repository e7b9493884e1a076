import type { Metadata } from "next";
import { app } from "#lib/app.ts";
import { AuthCard } from "../../auth-card.tsx";
import { LinkGone } from "../../link-gone.tsx";
import { tokenOf } from "../../link-token.ts";
import { LinkForm } from "./link-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

/** The page behind a link to sign in. Opening it changes nothing: previews of links open it, too. */
export default async function SignInLinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const token = await tokenOf(searchParams);
  const found = await app().auth.findSignInLink(token, new Date());
  if (found === null) return <LinkGone next={{ label: "Go to the sign-in page", href: "/sign-in" }} />;
  return (
    <AuthCard
      title="Sign in"
      description={`This link signs in to the account of ${found.email}, once.`}
      other={{ question: "Not you?", label: "Go to the sign-in page", href: "/sign-in" }}
    >
      <LinkForm token={token} />
    </AuthCard>
  );
}
