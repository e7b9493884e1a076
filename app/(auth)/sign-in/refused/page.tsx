import type { Metadata } from "next";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { problemOf, providerProblems } from "#lib/auth/oidc/refusals.ts";
import { AuthCard } from "../../auth-card.tsx";
import { findPageUser } from "../../page-access.ts";
import { problemText } from "./problem-text.ts";

export const metadata: Metadata = { title: "Not signed in" };

const query = z.object({
  problem: z.enum(providerProblems).optional().catch(undefined),
  /** The error code of the auth library, for a sign-in that it no longer knew. */
  error: z.string().optional().catch(undefined),
  provider: z.string().optional().catch(undefined),
});

/** Says why somebody who comes back from a provider is not signed in, and what to do. */
export default async function RefusedPage({ searchParams }: PageProps<"/sign-in/refused">) {
  const { problem, error, provider } = query.parse(await searchParams);
  const { providers, takesPasswords } = app().auth;
  const name = providers.find(({ id }) => id === provider)?.name ?? "The provider";
  const { title, text } = problemText(problem ?? problemOf(error ?? ""), name, takesPasswords);
  const other =
    (await findPageUser()) === null
      ? ({ question: "Try again?", label: "Go to the sign-in page", href: "/sign-in" } as const)
      : ({ question: "You are still signed in.", label: "Go to your settings", href: "/settings" } as const);
  return <AuthCard title={title} description={text} other={other} />;
}
