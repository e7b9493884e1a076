import type { QueryClient } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { RequestError } from "#app/_client/request-error.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import { bulkMaxIds } from "#lib/todo-service/limits.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import { todosText } from "../format-count.ts";
import { pinnedDetail, pinnedDetails, type RestoredAt, undoRestore } from "./restored-notice.ts";
import { type LoadSteps, takerFrom } from "./take-trashed.ts";
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
  /** @param todos those that are loaded. */
  empty(todos: readonly TrashedTodo[]): Promise<void>;
}

export function createTrashActions(client: QueryClient, notices: Notices, loadSteps: LoadSteps): TrashActions {
  const take = takerFrom(client, notices, loadSteps);
  const undo = (id: string, ...restored: readonly RestoredAt[]) => undoRestore(id, restored, client, notices);

  return {
    async restoreMany({ todos, q, count }) {
      const restored: RestoredAt[] = [];
      await take({
        subject: "many",
        failure: `Couldn’t restore ${todosText(count)}.`,
        todos,
        send: () =>
          inBatches({ todos, q }, async (body) => {
            const { restoredCount, restoredAt } = await api("POST /api/trash/restore", { body });
            restored.push({ restoredAt, ids: body.ids });
            return restoredCount;
          }),
        undo: () => undo("many", ...restored),
        notify: (done, undoing) =>
          notices.done({ id: "many", text: `Restored ${todosText(done)}.`, ...pinnedDetails(todos), ...undoing }),
      });
    },

    async deleteMany({ todos, q, count }) {
      await take({
        subject: "many",
        failure: `Couldn’t delete ${todosText(count)}.`,
        todos,
        send: () =>
          inBatches({ todos, q }, async (body) => (await api("POST /api/trash/purge", { body })).deletedCount),
        notify: (done) => notices.done({ id: "many", text: `Deleted ${todosText(done)} for good.` }),
      });
    },

    async restore(todo) {
      const noticeId = `restored-${todo.id}`;
      await take({
        subject: todo.id,
        failure: `Couldn’t restore “${todo.title}”.`,
        todos: [todo],
        send: () => api("POST /api/trash/[id]/restore", { params: { id: todo.id } }),
        undo: ({ id, updatedAt }) => undo(noticeId, { restoredAt: updatedAt, ids: [id] }),
        notify: (restored, undoing) =>
          notices.done({
            id: noticeId,
            text: `Restored “${todo.title}”.`,
            ...pinnedDetail(todo, restored),
            ...undoing,
          }),
      });
    },

    async restoreGroup({ key, runId, trashedAt, todos }, q) {
      const id = `restored-${key}`;
      await take({
        subject: key,
        failure: "Couldn’t restore these todos.",
        todos,
        send: () => api("POST /api/trash/restore", { body: runId === null ? { trashedAt, q } : { runId, q } }),
        undo: ({ restoredAt }) => undo(id, { restoredAt }),
        notify: ({ restoredCount }, undoing) =>
          notices.done({ id, text: `Restored ${todosText(restoredCount)}.`, ...pinnedDetails(todos), ...undoing }),
      });
    },

    async deleteForever(todo) {
      await take({
        subject: todo.id,
        failure: `Couldn’t delete “${todo.title}”.`,
        todos: [todo],
        send: () => api("DELETE /api/trash/[id]", { params: { id: todo.id } }).catch(passIfGone),
        notify: () => notices.say(`Deleted “${todo.title}” for good.`),
      });
    },

    async empty(todos) {
      await take({
        subject: "empty-trash",
        failure: "Couldn’t empty the trash.",
        todos,
        send: () => api("DELETE /api/trash"),
        notify: ({ deletedCount }) =>
          notices.done({ id: "emptied", text: `Deleted ${todosText(deletedCount)} for good.` }),
      });
    },
  };
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
