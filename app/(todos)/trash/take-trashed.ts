import type { QueryClient } from "@tanstack/react-query";
import { perform } from "#app/_client/optimistic.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import { withoutTrashed } from "./trash-pages.ts";
import { type TrashPages, trashKeys } from "./trash-queries.ts";

/** Todos that leave the trash, restored or deleted. */
export interface Change<Result> {
  readonly subject: string;
  readonly failure: string;
  readonly isGone: (todo: TrashedTodo) => boolean;
  readonly send: () => Promise<Result>;
  /** Shows a notice about the result. */
  readonly notify: (result: Result) => void;
}

/**
 * Returns a function that removes todos from the shown trash at once, then sends the change. On failure it fetches the
 * trash again, to show the todos that are really left.
 */
export function takerFrom(client: QueryClient, notices: Notices) {
  return <Result>({ subject, failure, isGone, send, notify }: Change<Result>): Promise<unknown> =>
    perform(client, notices, {
      subject,
      failure,
      queries: trashKeys.all,
      show() {
        const before = client.getQueriesData<TrashPages>({ queryKey: trashKeys.lists });
        client.setQueriesData<TrashPages>(
          { queryKey: trashKeys.lists },
          (pages) => pages && withoutTrashed(pages, isGone),
        );
        return () => {
          for (const [key, pages] of before) client.setQueryData(key, pages);
        };
      },
      send,
      settle(result, isLast) {
        notify(result);
        if (isLast) void client.invalidateQueries({ queryKey: trashKeys.all });
        void client.invalidateQueries({ queryKey: todoKeys.lists });
      },
    });
}
