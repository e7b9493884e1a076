import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { alertsOptions, figuresOptions, taskListOptions } from "./_requests/task-queries.ts";
import { TasksPage } from "./_task-list/tasks-page.tsx";

export const metadata: Metadata = { title: "Tasks" };

export default async function Tasks() {
  await requirePageRole("viewer", "/tasks");
  const client = createQueryClient();
  const { tasks, alerts } = app();
  const now = new Date();
  await Promise.all([
    client.fetchQuery({ ...taskListOptions(), queryFn: () => tasks.list(now) }),
    client.fetchQuery({ ...figuresOptions(), queryFn: () => tasks.figures(now) }),
    client.prefetchQuery({ ...alertsOptions(), queryFn: () => alerts.list(now) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TasksPage />
    </HydrationBoundary>
  );
}
