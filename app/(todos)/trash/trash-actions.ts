import type { QueryClient } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { perform } from "#app/_client/optimistic.ts";
import { RequestError } from "#app/_client/request-error.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import { bulkMaxIds } from "#lib/todo-service/limits.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import { todosText } from "../format-count.ts";
import { type TrashGroup, withoutTrashed } from "./trash-pages.ts";
import { type TrashPages, trashKeys } from "./trash-queries.ts";

/** Some todos of the trash, or all that a search finds, of which `todos` are those that are loaded. */
export interface ManyTrashed {
  readonly todos: readonly TrashedTodo[];
  readonly q: string | undefined;
  readonly count: number;
}

/** Names what one request has restored. */
interface RestoredAt {
  readonly restoredAt: string;
  readonly ids?: string[] | undefined;
}

/** The actions on the trash. Each shows at once, and rolls back with a notice when it fails. */
export interface TrashActions {
  restore(todo: TrashedTodo): Promise<void>;
  /** Restores all todos of a group that hold the words of `q`, including those that aren't loaded yet. */
  restoreGroup(group: TrashGroup, q: string): Promise<void>;
  deleteForever(todo: TrashedTodo): Promise<void>;
  restoreMany(which: ManyTrashed): Promise<void>;
  deleteMany(which: ManyTrashed): Promise<void>;
  empty(): Promise<void>;
}

interface Change<Result> {
  readonly subject: string;
  readonly failure: string;
  readonly isGone: (todo: TrashedTodo) => boolean;
  readonly send: () => Promise<Result>;
  /** Shows a notice about the result. */
  readonly notify: (result: Result) => void;
}

export function createTrashActions(client: QueryClient, notices: Notices): TrashActions {
  /** Removes todos from the shown trash. On failure fetches it again, to show what is really left. */
  function take<Result>({ subject, failure, isGone, send, notify }: Change<Result>): Promise<unknown> {
    return perform(client, notices, {
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

  const undoOf = (restored: readonly RestoredAt[]) => ({
    async undo() {
      try {
        let count = 0;
        for (const body of restored) count += (await api("POST /api/trash/restore/undo", { body })).deletedCount;
        notices.done({ id: "undone", text: `Undone: ${todosText(count)} back in the trash.` });
      } catch {
        const detail = "Check your connection, then delete them in the list.";
        notices.failed({ id: "undone", text: "Couldn’t undo the restore.", detail });
      }
      void client.invalidateQueries({ queryKey: trashKeys.all });
      void client.invalidateQueries({ queryKey: todoKeys.lists });
    },
  });

  const oneOf = (todos: readonly TrashedTodo[]) => {
    const ids = new Set(todos.map(({ id }) => id));
    return ({ id }: TrashedTodo) => ids.has(id);
  };

  return {
    async restoreMany({ todos, q, count }) {
      const restored: RestoredAt[] = [];
      await take({
        subject: "many",
        failure: `Couldn’t restore ${todosText(count)}.`,
        isGone: q === undefined ? oneOf(todos) : () => true,
        send: () =>
          inBatches({ todos, q }, async (body) => {
            const { restoredCount, restoredAt } = await api("POST /api/trash/restore", { body });
            restored.push({ restoredAt, ids: body.ids });
            return restoredCount;
          }),
        notify: (done) =>
          notices.done({
            id: "many",
            text: `Restored ${todosText(done)}.`,
            ...pinnedDetails(todos),
            ...undoOf(restored),
          }),
      });
    },

    async deleteMany({ todos, q, count }) {
      await take({
        subject: "many",
        failure: `Couldn’t delete ${todosText(count)}.`,
        isGone: q === undefined ? oneOf(todos) : () => true,
        send: () =>
          inBatches({ todos, q }, async (body) => (await api("POST /api/trash/purge", { body })).deletedCount),
        notify: (done) => notices.done({ id: "many", text: `Deleted ${todosText(done)} for good.` }),
      });
    },

    async restore(todo) {
      await take({
        subject: todo.id,
        failure: `Couldn’t restore “${todo.title}”.`,
        isGone: ({ id }) => id === todo.id,
        send: () => api("POST /api/trash/[id]/restore", { params: { id: todo.id } }),
        notify: (restored) =>
          notices.done({
            id: `restored-${todo.id}`,
            text: `Restored “${todo.title}”.`,
            ...pinnedDetail(todo, restored),
            ...undoOf([{ restoredAt: restored.updatedAt, ids: [restored.id] }]),
          }),
      });
    },

    async restoreGroup({ key, runId, trashedAt, todos }, q) {
      await take({
        subject: key,
        failure: "Couldn’t restore these todos.",
        isGone: oneOf(todos),
        send: () => api("POST /api/trash/restore", { body: runId === null ? { trashedAt, q } : { runId, q } }),
        notify: ({ restoredCount, restoredAt }) =>
          notices.done({
            id: `restored-${key}`,
            text: `Restored ${todosText(restoredCount)}.`,
            ...pinnedDetails(todos),
            ...undoOf([{ restoredAt }]),
          }),
      });
    },

    async deleteForever(todo) {
      await take({
        subject: todo.id,
        failure: `Couldn’t delete “${todo.title}”.`,
        isGone: ({ id }) => id === todo.id,
        send: () => api("DELETE /api/trash/[id]", { params: { id: todo.id } }).catch(passIfGone),
        notify: () => notices.say(`Deleted “${todo.title}” for good.`),
      });
    },

    async empty() {
      await take({
        subject: "empty-trash",
        failure: "Couldn’t empty the trash.",
        isGone: () => true,
        send: () => api("DELETE /api/trash"),
        notify: ({ deletedCount }) =>
          notices.done({ id: "emptied", text: `Deleted ${todosText(deletedCount)} for good.` }),
      });
    },
  };
}

/** Completed todos are restored pinned, else the next cleanup would take them again. */
function pinnedDetail(trashed: TrashedTodo, restored: Todo): { detail?: string } {
  if (trashed.pinned || !restored.pinned) return {};
  return { detail: "It is pinned now, so that it isn’t cleaned up again." };
}

function pinnedDetails(trashed: readonly TrashedTodo[]): { detail?: string } {
  if (trashed.every(({ completedAt, pinned }) => completedAt === null || pinned)) return {};
  return { detail: "Completed ones are pinned now, so that they aren’t cleaned up again." };
}

/** Sends ids in portions that the API takes, one after another, or the search. @returns the sum of their counts. */
async function inBatches(
  { todos, q }: Pick<ManyTrashed, "todos" | "q">,
  send: (which: { ids?: string[]; q?: string }) => Promise<number>,
): Promise<number> {
  if (q !== undefined) return await send({ q });
  let count = 0;
  for (let from = 0; from < todos.length; from += bulkMaxIds) {
    count += await send({ ids: todos.slice(from, from + bulkMaxIds).map(({ id }) => id) });
  }
  return count;
}

/** A todo that somebody else has deleted, or the purge, is as gone as it was to be. */
function passIfGone(error: unknown): void {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}
