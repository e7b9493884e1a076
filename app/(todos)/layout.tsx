import type { ReactNode } from "react";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { UndoProvider } from "./_undo/undo-provider.tsx";

/**
 * Shows signed-out visitors the bare page, which redirects them: only the page knows where signing in leads back to.
 */
export default async function TodosLayout({ children }: { readonly children: ReactNode }) {
  const user = await findPageUser();
  if (user === null) return children;
  return (
    <AppShell user={user}>
      <UndoProvider key={user.id}>{children}</UndoProvider>
    </AppShell>
  );
}
