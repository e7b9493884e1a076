import type { Metadata } from "next";
import { headers } from "next/headers";
import { z } from "zod";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { requirePageUser } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { AccountSection } from "./_account/account-section.tsx";
import { DeleteAccountSection } from "./_account/delete-account-section.tsx";
import { ApiKeysSection } from "./_api-keys/api-keys-section.tsx";
import { DisplaySection } from "./_appearance/appearance-section.tsx";
import { EmailSection } from "./_email/email-section.tsx";
import { DataSection } from "./_import-export/import-export-section.tsx";
import { PasswordSection } from "./_password/password-section.tsx";
import { ProvidersSection } from "./_providers/providers-section.tsx";
import { RetentionSection } from "./_retention/retention-section.tsx";
import { RecentActivitySection } from "./_sessions/recent-activity-section.tsx";
import { SessionsSection } from "./_sessions/sessions-section.tsx";

export const metadata: Metadata = { title: "Settings" };

// Where no process stays, mails are sent after the answers to these pages (lib/request-limit.ts).
export const maxDuration = 60;

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const { activity } = await searchParams;
  const user = await requirePageUser("/settings");
  return (
    <AppShell user={user}>
      <PageHeading title="Settings" />
      <div className="grid gap-5">
        <AccountSection user={user} />
        <RetentionSection days={user.retentionDays} trashDays={app().env.TRASH_DAYS} />
        <DisplaySection timeZone={user.timeZone} />
        <EmailSection email={user.email} />
        <ProvidersSection />
        {(await app().auth.waysIn(await headers())).hasPassword && <PasswordSection email={user.email} />}
        <SessionsSection />
        <RecentActivitySection cursor={z.uuid().safeParse(activity).data ?? null} />
        <ApiKeysSection user={user} />
        <DataSection />
        <DeleteAccountSection user={user} />
      </div>
    </AppShell>
  );
}
