import type { ReactNode } from "react";
import { AppShell } from "#app/_components/app-shell.tsx";
import { requirePageUser } from "#app/(auth)/page-access.ts";

export default async function TodosLayout({ children }: { readonly children: ReactNode }) {
  return <AppShell user={await requirePageUser()}>{children}</AppShell>;
}
