import type { ReactNode } from "react";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { UndoProvider } from "./_undo/undo-provider.tsx";

/** Leaves it to the page to send visitors to the sign-in page: only the page knows where they wanted to go. */
export default async function TodosLayout({ children }: { readonly children: ReactNode }) {
  const user = await findPageUser();
  if (user === null) return children;
  return (
    <AppShell user={user}>
      <UndoProvider key={user.id}>{children}</UndoProvider>
    </AppShell>
  );
}
