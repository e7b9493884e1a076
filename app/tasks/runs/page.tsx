import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { runCountOptions, runListOptions, runPageSize } from "../_requests/task-queries.ts";
import { parseRunFilter, runFilterPath } from "../_run-list/run-filter.ts";
import { RunsPage } from "../_run-list/runs-page.tsx";

export const metadata: Metadata = { title: "Runs" };

export interface RunsProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function Runs({ searchParams }: RunsProps) {
  const parameters = await searchParams;
  const filter = parseRunFilter({ get: (name) => [parameters[name]].flat()[0] ?? null });
  await requirePageRole("viewer", runFilterPath(filter));
  const { tasks, runs } = app();
  const client = createQueryClient();
  await Promise.all([
    client.fetchInfiniteQuery({
      ...runListOptions(filter),
      queryFn: () => runs.list({ ...filter, limit: runPageSize }),
    }),
    client.fetchQuery({ ...runCountOptions(filter), queryFn: () => runs.count(filter) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunsPage tasks={tasks.names.map((name) => ({ name, title: tasks.titleOf(name) }))} />
    </HydrationBoundary>
  );
}
