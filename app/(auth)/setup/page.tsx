import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "../auth-card.tsx";
import { requirePageUser } from "../page-access.ts";
import { SetupForm } from "./setup-form.tsx";

export const metadata: Metadata = { title: "Set up Tidy" };

/** The page behind a setup link. Opening it changes nothing: previews of links open it, too. */
export default async function SetupPage({ searchParams }: PageProps<"/setup">) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const user = await requirePageUser(`/setup?token=${encodeURIComponent(given)}`);
  if (user.role === "admin") redirect("/tasks");
  return (
    <AuthCard
      title="Set up Tidy"
      description={`Make ${user.email} the admin, who sees the background tasks.`}
      other={{ question: "Not now?", label: "Go to your todos", href: "/" }}
    >
      <SetupForm token={given} />
    </AuthCard>
  );
}
