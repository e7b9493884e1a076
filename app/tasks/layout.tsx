import type { ReactNode } from "react";
import { AppShell } from "#app/_components/app-shell.tsx";
import { requirePageAdmin } from "#app/(auth)/page-access.ts";

export default async function TasksLayout({ children }: { readonly children: ReactNode }) {
  return <AppShell user={await requirePageAdmin("/tasks")}>{children}</AppShell>;
}
