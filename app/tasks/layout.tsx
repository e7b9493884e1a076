import type { ReactNode } from "react";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { findPageUser } from "#app/(auth)/page-access.ts";

/** Leaves it to the page to turn others away: only the page knows where they wanted to go. */
export default async function TasksLayout({ children }: { readonly children: ReactNode }) {
  const user = await findPageUser();
  return user?.role === "admin" ? <AppShell user={user}>{children}</AppShell> : children;
}
