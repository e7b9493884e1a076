import type { QueryClient } from "@tanstack/react-query";
import { app } from "#lib/app.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { changesOptions } from "./_changes/changes-query.ts";
import { expiringOptions } from "./_expiring/expiring-queries.ts";
import { shownLists, type TodoFilter } from "./_list/toolbar/todo-filter.ts";
import { firstPageSize, sortOf, todoListOptions } from "./_queries/todo-queries.ts";

/** Fills the queries of the list page, so that its HTML has the todos. */
export async function prefetchTodos(
  client: QueryClient,
  owner: Owner,
  { filter, now }: { readonly filter: TodoFilter; readonly now: Date },
): Promise<void> {
  await Promise.all([
    ...shownLists(filter).map((status) =>
      client.fetchInfiniteQuery({
        ...todoListOptions({ status, q: filter.q }),
        queryFn: () =>
          app().todos.list(owner, { status, sort: sortOf[status], q: filter.q, limit: firstPageSize[status] }),
      }),
    ),
    client.fetchQuery({ ...changesOptions(), queryFn: () => app().todos.latestChanges(owner) }),
    client.fetchQuery({ ...expiringOptions(), queryFn: () => app().todos.expiring(owner, now) }),
  ]);
}
