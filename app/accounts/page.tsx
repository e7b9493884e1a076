import type { Metadata } from "next";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { InvitesSection } from "./_invites/invites-section.tsx";
import { ResetLinkSection } from "./_reset-links/reset-link-section.tsx";

export const metadata: Metadata = { title: "Accounts" };

// Where no process stays, mails are sent after the answers to these pages (lib/request-limit.ts).
export const maxDuration = 60;

/** Where admins let people in, for the first time or again. */
export default async function AccountsPage() {
  const user = await requirePageRole("admin", "/accounts");
  return (
    <AppShell user={user}>
      <PageHeading title="Accounts" />
      <div className="grid gap-5">
        <InvitesSection />
        <ResetLinkSection />
      </div>
    </AppShell>
  );
}
