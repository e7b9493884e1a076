import { perform } from "#app/_client/optimistic.ts";
import { RequestError, request } from "#app/_client/request.ts";
import type { EditBase, Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { baseOf, type EditedField, editedFields } from "#lib/todo-service/todos/edited-fields.ts";
import type { RecordedStep } from "../_undo/undo-history.ts";
import type { RefusedEdit } from "./edit-answers.ts";
import { createOwnEdits } from "./failed-edits.ts";
import type { ActionContext } from "./todo-actions.ts";
import type { TodoCache } from "./todo-cache.ts";
import { changedTodo, changeText, reverseChange, takenBack } from "./todo-changes.ts";
import { todoKeys } from "./todo-queries.ts";

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
  const { client, notices, keeping, history, clock } = context;
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

  /** Finds out what shall become of an edit that met what somebody else did: rarely, so by code that is loaded for it. */
  async function answer(refused: RefusedEdit, conflict: EditConflict | undefined): Promise<void> {
    const needed = { ...context, cache, change };
    const answers = await import("./edit-answers.ts").catch(() => null);
    if (answers === null) return sayRefused(refused);
    if (conflict === undefined) answers.offerRestore(needed, refused);
    else await answers.settleConflict(needed, refused, conflict);
  }

  function sayRefused({ begun, wanted }: RefusedEdit): void {
    notices.failed({
      id: `failed-${begun.id}`,
      text: `Couldn’t save “${begun.title}”.`,
      detail: "It was changed somewhere else meanwhile.",
      retry: () => void change(begun, wanted),
    });
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
      takesOver(error) {
        const { status, current, fields } = error;
        const isGone = status === 404 && keeping.trashDays > 0 && hasText(wanted);
        if (current === undefined && !isGone) return false;
        if (current !== undefined) {
          const { title, notes, dueOn } = current;
          cache.put({ ...(cache.find(begun.id) ?? current), title, notes, dueOn });
        }
        const differing = editedFields.filter((name) => fields.some(({ field }) => field === name));
        void answer({ begun, wanted }, current && { mine: wanted, theirs: current, fields: differing });
        return true;
      },
    });
    return saved !== undefined;
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
