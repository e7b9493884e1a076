import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { inngestRunAddress } from "#lib/engines/inngest/dashboard.ts";
import { taskKeys } from "../../_requests/task-queries.ts";
import { RunPage } from "../../_run/run-page.tsx";

export const metadata: Metadata = { title: "Run" };

const idSchema = z.uuid();

export default async function RunDetail({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = idSchema.safeParse((await params).id);
  await requirePageRole("viewer", id.success ? `/tasks/runs/${id.data}` : "/tasks");
  const run = id.success ? await app().runs.find(id.data) : null;
  if (run === null) notFound();
  const client = createQueryClient();
  client.setQueryData(taskKeys.run(run.id), run);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunPage id={run.id} title={app().tasks.titleOf(run.task)} engineRunAddress={inngestRunAddress(app().env)} />
    </HydrationBoundary>
  );
}
