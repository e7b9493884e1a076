import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { taskListOptions } from "./_requests/task-queries.ts";
import { TasksPage } from "./_task-list/tasks-page.tsx";

export const metadata: Metadata = { title: "Tasks" };

export default async function Tasks() {
  await requirePageRole("viewer", "/tasks");
  const client = createQueryClient();
  await client.fetchQuery({ ...taskListOptions(), queryFn: () => app().tasks.list(new Date()) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TasksPage />
    </HydrationBoundary>
  );
}
