import type { ReactNode } from "react";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { OutboxProvider, OutboxStatus } from "./_outbox/outbox-provider.tsx";

/**
 * Shows signed-out visitors the bare page, which redirects them: only the page knows where signing in leads back to.
 */
export default async function TodosLayout({ children }: { readonly children: ReactNode }) {
  const user = await findPageUser();
  if (user === null) return children;
  return (
    <OutboxProvider
      key={user.id}
      account={user.id}
      email={user.email}
      takesPasswords={app().auth.takesPasswords}
      retentionDays={user.retentionDays}
      trashDays={app().env.TRASH_DAYS}
      timeZone={user.timeZone}
    >
      <AppShell user={user} status={<OutboxStatus />}>
        {children}
      </AppShell>
    </OutboxProvider>
  );
}
