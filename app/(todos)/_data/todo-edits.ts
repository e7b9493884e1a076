import { perform } from "#app/_data/optimistic.ts";
import { RequestError, request } from "#app/_data/request.ts";
import { baseOf, type EditedField, editedFields } from "#lib/todo-service/edited-fields.ts";
import type { EditBase, Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { createOwnEdits } from "./own-edits.ts";
import type { ActionContext } from "./todo-actions.ts";
import type { TodoCache } from "./todo-cache.ts";
import { changedTodo, changeText, reverseChange, takenBack } from "./todo-changes.ts";
import { todoKeys } from "./todo-queries.ts";
import { trashKeys } from "./trash-queries.ts";
import type { RecordedStep } from "./undo-history.ts";

/** Two edits of the same fields, of which the other one was saved first. */
export interface EditConflict {
  readonly mine: TodoChange;
  /** The todo as it is now. */
  readonly theirs: Todo;
  /** Where the two differ. */
  readonly fields: readonly EditedField[];
}

/** `both` puts one text of notes below the other; `later` decides nothing yet. */
export type ConflictAnswer = "mine" | "theirs" | "both" | "later";

export interface TodoEdits {
  /** @param begun the todo as it was when the edit began: what has become of it since is not overwritten unseen. */
  change(begun: Todo, wanted: TodoChange, tell?: (undo: () => void) => void): Promise<void>;
}

interface Sending {
  readonly failure: string;
  /** Gets what the todo was, and gives the step that undoes the change; without it there is none. */
  readonly record?: (before: Todo) => RecordedStep;
}

export function createTodoEdits(context: ActionContext, cache: TodoCache): TodoEdits {
  const { client, notices, keeping, history, clock, askWhich } = context;
  const own = createOwnEdits();

  async function patch(id: string, wanted: TodoChange, base: EditBase): Promise<Todo> {
    const send = (from: EditBase) =>
      request<Todo>(`/api/todos/${id}`, {
        method: "PATCH",
        body: { ...wanted, ...(Object.keys(from).length > 0 && { base: from }) },
      });
    try {
      return await send(base);
    } catch (error) {
      const current = error instanceof RequestError ? error.current : undefined;
      if (current === undefined || !own.explain(base, current)) throw error;
      return await send(baseOf(current, wanted));
    }
  }

  async function send(begun: Todo, wanted: TodoChange, { failure, record }: Sending): Promise<boolean> {
    const saved = await perform<Todo>(client, notices, {
      subject: begun.id,
      queries: todoKeys.lists,
      failure,
      show() {
        const before = cache.find(begun.id) ?? begun;
        const after = changedTodo(before, wanted, keeping.retentionDays, clock());
        cache.put(after);
        const step = record?.(before);
        return () => {
          step?.forget();
          own.failed(begun.id, baseOf(begun, wanted), wanted);
          cache.put(takenBack(cache.find(begun.id) ?? after, { ...before, ...own.before(before) }, after));
        };
      },
      send: () => patch(begun.id, wanted, baseOf(begun, wanted)),
      settle(answer, isLast) {
        own.saved(begun.id, wanted);
        if (isLast) cache.put(answer);
        void client.invalidateQueries({ queryKey: todoKeys.leaving });
      },
      takesOver({ status, current, fields }) {
        if (status === 404 && keeping.trashDays > 0 && hasText(wanted)) {
          offerRestore(begun, wanted);
          return true;
        }
        if (current === undefined) return false;
        const { title, notes, dueOn } = current;
        cache.put({ ...(cache.find(begun.id) ?? current), title, notes, dueOn });
        const differing = editedFields.filter((name) => fields.some(({ field }) => field === name));
        void settleConflict(begun, { mine: wanted, theirs: current, fields: differing });
        return true;
      },
    });
    return saved !== undefined;
  }

  /** What somebody wrote isn't lost because somebody else deleted the todo meanwhile. */
  function offerRestore(begun: Todo, wanted: TodoChange): void {
    cache.drop(begun.id);
    notices.failed({
      id: `failed-${begun.id}`,
      text: `“${begun.title}” was deleted somewhere else.`,
      detail: "Your edit isn’t saved. Retry restores the todo and saves it.",
      retry: () => void restoreWith(begun, wanted),
    });
  }

  async function restoreWith(begun: Todo, wanted: TodoChange): Promise<void> {
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

  async function settleConflict(begun: Todo, conflict: EditConflict): Promise<void> {
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
      retry: () => void settleConflict(begun, conflict),
    });
  }

  async function change(begun: Todo, wanted: TodoChange, tell?: (undo: () => void) => void): Promise<void> {
    await send(begun, wanted, {
      failure: `Couldn’t save “${begun.title}”.`,
      record(before) {
        const step = history.record({
          noticeId: `changed-${begun.id}`,
          what: changeText(before, wanted),
          undo() {
            const done = changedTodo(before, wanted, keeping.retentionDays, clock());
            const failure = `Couldn’t undo the change of “${before.title}”.`;
            return send(done, reverseChange(before, wanted), { failure });
          },
        });
        tell?.(step.undo);
        return step;
      },
    });
  }

  return { change };
}

const hasText = ({ title, notes }: TodoChange) => title !== undefined || notes !== undefined;

/** Both texts, the saved one first. */
export function bothNotes({ mine, theirs }: EditConflict): string {
  return `${theirs.notes.trimEnd()}\n\n${mine.notes ?? ""}`;
}

function withoutFields(change: TodoChange, fields: readonly EditedField[]): TodoChange {
  const rest = { ...change };
  for (const field of fields) delete rest[field];
  return rest;
}
