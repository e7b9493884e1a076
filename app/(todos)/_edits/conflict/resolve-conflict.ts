import { api } from "#app/_client/api.ts";
import { perform } from "#app/_client/optimistic.ts";
import type { TodoChange } from "#lib/todo-service/schemas.ts";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";
import type { TodoCache } from "../../_queries/todo-cache.ts";
import { todoKeys } from "../../_queries/todo-queries.ts";
import { trashKeys } from "../../trash/trash-queries.ts";
import type { ActionContext, ChangeTodo } from "../action-context.ts";
import { bothNotes, type EditConflict, type RefusedEdit } from "./edit-conflict.ts";

interface Needed extends ActionContext {
  readonly cache: TodoCache;
  readonly change: ChangeTodo;
}

/** Asks which of two versions to keep, and keeps it. */
export async function resolveConflict(needed: Needed, refused: RefusedEdit, conflict: EditConflict): Promise<void> {
  const { notices, askWhich, change } = needed;
  const { changes, current, fields } = conflict;
  const answer = await askWhich(conflict);
  if (answer === "changes") return change(current, changes);
  if (answer === "both") return change(current, { ...changes, notes: bothNotes(conflict) });
  if (answer === "current") {
    const unrelated = withoutFields(changes, fields);
    notices.say(`Kept the saved version of “${current.title}”.`);
    return Object.keys(unrelated).length === 0 ? undefined : change(refused.base, unrelated);
  }
  notices.failed({
    id: `failed-${current.id}`,
    text: `“${current.title}” was also changed somewhere else.`,
    detail: "Your version isn’t saved. Retry shows both versions again.",
    retry: () => void resolveConflict(needed, refused, conflict),
  });
}

/** Keeps an edit of a todo that somebody else has deleted: its Retry restores the todo and saves the edit. */
export function offerRestore(needed: Needed, { base, changes }: RefusedEdit): void {
  const { notices, cache } = needed;
  cache.drop(base.id);
  notices.failed({
    id: `failed-${base.id}`,
    text: `“${base.title}” was deleted somewhere else.`,
    detail: "Your edit isn’t saved. Retry restores the todo and saves your edit.",
    retry: () => void restoreWith(needed, { base, changes }),
  });
}

async function restoreWith({ client, notices, cache, change }: Needed, { base, changes }: RefusedEdit): Promise<void> {
  const restored = await perform(client, notices, {
    subject: base.id,
    queries: todoKeys.lists,
    failure: `Couldn’t restore “${base.title}”.`,
    show: () => () => {},
    send: () => api("POST /api/trash/[id]/restore", { params: { id: base.id } }),
    settle(todo) {
      cache.put(todo);
      void client.invalidateQueries({ queryKey: trashKeys.all });
    },
  });
  if (restored !== undefined) await change(base, changes);
}

function withoutFields(changes: TodoChange, fields: readonly EditedField[]): TodoChange {
  const rest = { ...changes };
  for (const field of fields) delete rest[field];
  return rest;
}
