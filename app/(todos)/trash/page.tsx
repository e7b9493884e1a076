import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "#app/_client/query-client.ts";
import { requirePageUser } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { changesOptions } from "../_changes/changes-query.ts";
import { parseTodoFilter } from "../_list/toolbar/todo-filter.ts";
import { TrashPage } from "./trash-page.tsx";
import { trashListOptions, trashPageSize } from "./trash-queries.ts";

export const metadata: Metadata = { title: "Trash" };

export default async function Trash({ searchParams }: PageProps<"/trash">) {
  const user = await requirePageUser("/trash");
  const parameters = await searchParams;
  const { q } = parseTodoFilter({ get: (name) => [parameters[name]].flat()[0] ?? null });
  const client = createQueryClient();
  // So that the page's HTML has the trash.
  await Promise.all([
    client.fetchInfiniteQuery({
      ...trashListOptions(q),
      queryFn: () => app().todos.listTrash(user, { q, limit: trashPageSize }),
    }),
    client.fetchQuery({ ...changesOptions(), queryFn: () => app().todos.latestChanges(user) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TrashPage trashDays={app().env.TRASH_DAYS} />
    </HydrationBoundary>
  );
}
