import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { schedulesOptions } from "../_requests/task-queries.ts";
import { SchedulesPage } from "../_schedules/schedules-page.tsx";

export const metadata: Metadata = { title: "Schedules" };

export default async function Schedules() {
  await requirePageRole("viewer", "/tasks/schedules");
  const client = createQueryClient();
  await client.fetchQuery({ ...schedulesOptions(), queryFn: () => app().schedules.view(new Date()) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SchedulesPage />
    </HydrationBoundary>
  );
}
