import { perform } from "#app/_client/optimistic.ts";
import { request } from "#app/_client/request.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";
import { trashKeys } from "../trash/trash-queries.ts";
import type { ActionContext } from "./todo-actions.ts";
import type { TodoCache } from "./todo-cache.ts";
import type { EditConflict, TodoEdits } from "./todo-edits.ts";
import { todoKeys } from "./todo-queries.ts";

/** An edit that the server refused because of what somebody else did. */
export interface RefusedEdit {
  readonly begun: Todo;
  readonly wanted: TodoChange;
}

type Needed = ActionContext & TodoEdits & { readonly cache: TodoCache };

/** Asks which of two versions to keep, and does so. */
export async function settleConflict(needed: Needed, { begun }: RefusedEdit, conflict: EditConflict): Promise<void> {
  const { notices, askWhich, change } = needed;
  const { mine, theirs, fields } = conflict;
  const answer = await askWhich(conflict);
  if (answer === "mine") return change(theirs, mine);
  if (answer === "both") return change(theirs, { ...mine, notes: bothNotes(conflict) });
  if (answer === "theirs") {
    const untouched = withoutFields(mine, fields);
    notices.say(`Kept the other version of “${theirs.title}”.`);
    return Object.keys(untouched).length === 0 ? undefined : change(begun, untouched);
  }
  notices.failed({
    id: `failed-${begun.id}`,
    text: `“${theirs.title}” was changed somewhere else too.`,
    detail: "Your version isn’t saved. Retry shows both again.",
    retry: () => void settleConflict(needed, { begun, wanted: mine }, conflict),
  });
}

/** What somebody wrote isn't lost because somebody else deleted the todo meanwhile. */
export function offerRestore(needed: Needed, { begun, wanted }: RefusedEdit): void {
  const { notices, cache } = needed;
  cache.drop(begun.id);
  notices.failed({
    id: `failed-${begun.id}`,
    text: `“${begun.title}” was deleted somewhere else.`,
    detail: "Your edit isn’t saved. Retry restores the todo and saves it.",
    retry: () => void restoreWith(needed, { begun, wanted }),
  });
}

async function restoreWith({ client, notices, cache, change }: Needed, { begun, wanted }: RefusedEdit): Promise<void> {
  const restored = await perform<Todo>(client, notices, {
    subject: begun.id,
    queries: todoKeys.lists,
    failure: `Couldn’t restore “${begun.title}”.`,
    show: () => () => {},
    send: () => request(`/api/trash/${begun.id}/restore`, { method: "POST" }),
    settle(todo) {
      cache.put(todo);
      void client.invalidateQueries({ queryKey: trashKeys.all });
    },
  });
  if (restored !== undefined) await change(begun, wanted);
}

/** Both texts, the saved one first. */
export function bothNotes({ mine, theirs }: EditConflict): string {
  return `${theirs.notes.trimEnd()}\n\n${mine.notes ?? ""}`;
}

function withoutFields(change: TodoChange, fields: readonly EditedField[]): TodoChange {
  const rest = { ...change };
  for (const field of fields) delete rest[field];
  return rest;
}
