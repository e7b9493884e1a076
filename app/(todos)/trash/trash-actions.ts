import type { QueryClient } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { RequestError } from "#app/_client/request-error.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import { bulkMaxIds } from "#lib/todo-service/limits.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { todosText } from "../format-count.ts";
import { pinnedDetail, pinnedDetails, type RestoredAt, undoRestore } from "./restored-notice.ts";
import { takerFrom } from "./take-trashed.ts";
import type { TrashGroup } from "./trash-pages.ts";

/** Some todos of the trash, or all that a search finds, of which `todos` are those that are loaded. */
export interface ManyTrashed {
  readonly todos: readonly TrashedTodo[];
  readonly q: string | undefined;
  readonly count: number;
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

export function createTrashActions(client: QueryClient, notices: Notices): TrashActions {
  const take = takerFrom(client, notices);
  const undoOf = (restored: readonly RestoredAt[]) => ({ undo: () => undoRestore(restored, client, notices) });

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

/** Whether a todo is one of these. */
function oneOf(todos: readonly TrashedTodo[]) {
  const ids = new Set(todos.map(({ id }) => id));
  return ({ id }: TrashedTodo) => ids.has(id);
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

/** A todo that the purge or somebody else has deleted is gone, as it should be. */
function passIfGone(error: unknown): void {
  if (!(error instanceof RequestError && error.status === 404)) throw error;
}
