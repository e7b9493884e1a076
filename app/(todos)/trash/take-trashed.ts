import type { QueryClient } from "@tanstack/react-query";
import { perform } from "#app/_client/optimistic.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import type { OtherStep, UndoSteps } from "../_outbox/reports/undo-steps.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import { withoutTrashed } from "./trash-pages.ts";
import { type TrashPages, trashKeys } from "./trash-queries.ts";

/** Loads the undo steps of this tab. */
export type LoadSteps = () => Promise<Pick<UndoSteps, "recordOther" | "withdraw" | "forgetDeleted">>;

/** Todos that leave the trash, restored or deleted. */
export interface Change<Result> {
  readonly subject: string;
  readonly failure: string;
  /** Those of them that are loaded. */
  readonly todos: readonly TrashedTodo[];
  readonly send: () => Promise<Result>;
  /** Undoes it, and says so. Nothing undoes a deletion. */
  readonly undo?: (result: Result) => Promise<void>;
  /** Shows a notice about the result, with its undo. */
  readonly notify: (result: Result, undo: { undo?: () => void }) => void;
}

/**
 * Returns a function that removes todos from the shown trash at once, then sends the change. On failure it fetches the
 * trash again, to show the todos that are really left.
 */
export function takerFrom(client: QueryClient, notices: Notices, loadSteps: LoadSteps) {
  return async <Result>({ subject, failure, todos, send, undo, notify }: Change<Result>): Promise<void> => {
    const steps = await loadSteps();
    const ids = new Set(todos.map(({ id }) => id));
    let step: OtherStep | undefined;
    let answer = Promise.withResolvers<Result>();
    await perform(client, notices, {
      subject,
      failure,
      queries: trashKeys.all,
      show() {
        steps.withdraw(ids);
        // A retry is a new step. Undone before the server has answered, a step waits for the answer.
        answer = Promise.withResolvers<Result>();
        const { promise } = answer;
        step = undo && steps.recordOther(() => void promise.then(undo));
        const before = client.getQueriesData<TrashPages>({ queryKey: trashKeys.lists });
        client.setQueriesData<TrashPages>(
          { queryKey: trashKeys.lists },
          (pages) => pages && withoutTrashed(pages, ids),
        );
        return () => {
          step?.forget();
          for (const [key, pages] of before) client.setQueryData(key, pages);
        };
      },
      send,
      settle(result, isLast) {
        notify(result, step === undefined ? {} : { undo: step.undo });
        answer.resolve(result);
        if (undo === undefined) steps.forgetDeleted(ids);
        if (isLast) void client.invalidateQueries({ queryKey: trashKeys.all });
        void client.invalidateQueries({ queryKey: todoKeys.lists });
      },
    });
  };
}
