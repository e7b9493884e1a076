import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { runListOptions, runPageSize, taskListOptions } from "./_requests/task-queries.ts";
import { parseRunFilter } from "./_run-list/run-filter.ts";
import { TasksPage } from "./_task-list/tasks-page.tsx";

export const metadata: Metadata = { title: "Tasks" };

export default async function Tasks({ searchParams }: PageProps<"/tasks">) {
  await requirePageRole("viewer", "/tasks");
  const parameters = await searchParams;
  const { tasks, runs } = app();
  const filter = parseRunFilter({ get: (name) => [parameters[name]].flat()[0] ?? null }, tasks.names);
  const client = createQueryClient();
  await Promise.all([
    client.fetchQuery({ ...taskListOptions(), queryFn: () => tasks.list(new Date()) }),
    client.fetchInfiniteQuery({
      ...runListOptions(filter),
      queryFn: () =>
        runs.list({
          q: "",
          limit: runPageSize,
          ...(filter.task !== null && { task: filter.task }),
          ...(filter.status !== null && { status: filter.status }),
        }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TasksPage />
    </HydrationBoundary>
  );
}
