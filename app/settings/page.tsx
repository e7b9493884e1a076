import type { Metadata } from "next";
import { AppShell, PageHeading } from "#app/_components/app-shell.tsx";
import { requirePageUser } from "#app/(auth)/page-access.ts";
import { AccountSection } from "./_components/account-section.tsx";
import { ApiKeysSection } from "./_components/api-keys-section.tsx";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const user = await requirePageUser("/settings");
  return (
    <AppShell user={user}>
      <PageHeading title="Settings" />
      <div className="grid gap-5">
        <AccountSection user={user} />
        <ApiKeysSection ownerId={user.id} />
      </div>
    </AppShell>
  );
}
