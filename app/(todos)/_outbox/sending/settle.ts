import type { QueryClient } from "@tanstack/react-query";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { expiringOptions, hasAnswered } from "../../_expiring/expiring-queries.ts";
import { createTodoCache } from "../../_queries/todo-cache.ts";
import { todoKeys } from "../../_queries/todo-queries.ts";
import { trashKeys } from "../../trash/trash-queries.ts";
import { apply } from "../apply.ts";
import type { Command } from "../command.ts";
import type { Entry } from "../outbox.ts";
import type { Outcome } from "./send-command.ts";

/** Brings the server's answers into the loaded pages of this tab. */
export interface Settler {
  /**
   * Writes a command that the server has into the pages, before it leaves the outbox.
   * @param refetches whether to ask the server again, e.g. since an answer may have been lost.
   * @returns the loaded todos that it changed, as they were.
   */
  settle(command: Command, outcome: Outcome, refetches: boolean): Promise<readonly Todo[]>;
  /** Shows the todo that the server sent when it refused a command. */
  refused(entry: Entry): void;
  /** Asks the server for everything again. */
  refetch(): Promise<void>;
}

export function createSettler(client: QueryClient): Settler {
  const cache = createTodoCache(client);

  return {
    async settle(command, { todo }, refetches) {
      const resume = await interruptFetches(client);
      const before = cache.loaded();
      const after = todo === undefined ? apply(before, command, null) : new Map(before).set(todo.id, todo);
      const ids = new Set([...before.keys(), ...after.keys()]);
      const changed = [...ids].filter((id) => before.get(id) !== after.get(id));
      cache.write(new Map(changed.map((id) => [id, after.get(id) ?? null])));
      resume();
      const isOfMany = command.todoIds.length === 0;
      if (hasAnswered([command])) {
        // The notice of those that expire would come back until the server has been asked again.
        const none = { count: 0, firstExpiresAt: null, lastExpiresAt: null };
        client.setQueryData(expiringOptions().queryKey, (expiring) => expiring && { ...expiring, ...none });
      }
      if (refetches || isOfMany) void client.invalidateQueries({ queryKey: todoKeys.lists });
      if (command.kind !== "create") void client.invalidateQueries({ queryKey: todoKeys.expiring });
      if (command.kind !== "create" && command.kind !== "change")
        void client.invalidateQueries({ queryKey: trashKeys.all });
      return changed.flatMap((id) => before.get(id) ?? []);
    },

    refused({ command, standing }) {
      if (standing.status === "question") cache.write(new Map([[standing.current.id, standing.current]]));
      else for (const id of standing.status === "gone" ? command.todoIds : []) cache.write(new Map([[id, null]]));
      void client.invalidateQueries({ queryKey: todoKeys.all });
    },

    refetch: () => client.invalidateQueries(),
  };
}

/**
 * Cancels the fetches of lists that are under way: their answers may lack the change that was just saved.
 * @returns a function that starts them again. Not those of a next page, which is fetched again while it is in view.
 */
async function interruptFetches(client: QueryClient): Promise<() => void> {
  const lists = { queryKey: todoKeys.lists };
  const running = client
    .getQueryCache()
    .findAll({ ...lists, fetchStatus: "fetching" })
    .filter(({ state }) => state.fetchMeta?.fetchMore === undefined);
  await client.cancelQueries(lists);
  return () => {
    for (const { queryKey } of running) void client.refetchQueries({ queryKey, exact: true });
  };
}
