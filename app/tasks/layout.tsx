import type { ReactNode } from "react";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { includesRole } from "#lib/auth/roles/role.ts";
import { ConsoleNav } from "./_nav/console-nav.tsx";
import { OperatorProvider } from "./_operator/may-operate.tsx";

/** Leaves redirects to the page: only the page knows its own address. */
export default async function TasksLayout({ children }: { readonly children: ReactNode }) {
  const user = await findPageUser();
  if (user === null || !includesRole(user.role, "viewer")) return children;
  return (
    <AppShell user={user}>
      <OperatorProvider mayOperate={includesRole(user.role, "admin")}>
        <ConsoleNav />
        {children}
      </OperatorProvider>
    </AppShell>
  );
}
