import type { Metadata } from "next";
import { AppShell } from "#app/_components/app-shell.tsx";
import { PageHeading } from "#app/_components/page-heading.tsx";
import { requirePageUser } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { AccountSection } from "./_components/account-section.tsx";
import { ApiKeysSection } from "./_components/api-keys-section.tsx";
import { DataSection } from "./_components/data-section.tsx";
import { DeleteAccountSection } from "./_components/delete-account-section.tsx";
import { DisplaySection } from "./_components/display-section.tsx";
import { PasswordSection } from "./_components/password-section.tsx";
import { RetentionSection } from "./_components/retention-section.tsx";
import { SessionsSection } from "./_components/sessions-section.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const user = await requirePageUser("/settings");
  return (
    <AppShell user={user}>
      <PageHeading title="Settings" />
      <div className="grid gap-5">
        <AccountSection user={user} />
        <RetentionSection days={user.retentionDays} trashDays={app().env.TRASH_DAYS} />
        <DisplaySection timeZone={user.timeZone} />
        <PasswordSection email={user.email} />
        <SessionsSection />
        <ApiKeysSection ownerId={user.id} />
        <DataSection />
        <DeleteAccountSection user={user} />
      </div>
    </AppShell>
  );
}
