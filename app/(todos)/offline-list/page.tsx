import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { OfflineList } from "../_offline/offline-list.tsx";

export const metadata: Metadata = { title: "Todos" };

/** The list without todos, which the service worker shows where there is no network. Nobody opens it directly. */
export default async function OfflineListPage() {
  if ((await findPageUser()) !== null) redirect("/");
  return <OfflineList />;
}
