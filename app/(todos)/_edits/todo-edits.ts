import { api } from "#app/_client/api.ts";
import { perform } from "#app/_client/optimistic.ts";
import { RequestError } from "#app/_client/request-error.ts";
import type { EditBase, Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { baseOf, editedFields } from "#lib/todo-service/todos/edited-fields.ts";
import type { TodoCache } from "../_queries/todo-cache.ts";
import { todoKeys } from "../_queries/todo-queries.ts";
import type { RecordedStep } from "../_undo/undo-history.ts";
import type { ActionContext, ChangeTodo } from "./action-context.ts";
import type { EditConflict, RefusedEdit } from "./conflict/edit-conflict.ts";
import { createFailedEdits } from "./failed-edits.ts";
import { changedTodo, changeText, reverseChange, revertedTodo } from "./todo-changes.ts";

interface Sending {
  readonly failure: string;
  /** Gets the todo as it was, and records the undo. Without it the change can't be undone. */
  readonly record?: (before: Todo) => RecordedStep;
}

/** Makes the function that changes a todo, shows the change at once, and asks when it meets somebody else’s. */
export function createTodoEdits(context: ActionContext, cache: TodoCache): ChangeTodo {
  const { client, notices, retention, history, clock } = context;
  const failedEdits = createFailedEdits();

  async function patch(id: string, changes: TodoChange, base: EditBase): Promise<Todo> {
    const send = (from: EditBase) =>
      api("PATCH /api/todos/[id]", {
        params: { id },
        body: { ...changes, ...(Object.keys(from).length > 0 && { base: from }) },
      });
    try {
      return await send(base);
    } catch (error) {
      const current = error instanceof RequestError ? error.current : undefined;
      if (current === undefined || !failedEdits.explain(base, current)) throw error;
      return await send(baseOf(current, changes));
    }
  }

  /** Resolves an edit that met what somebody else did. Rare, so its code is loaded when needed. */
  async function resolve(refused: RefusedEdit, conflict: EditConflict | undefined): Promise<void> {
    const needed = { ...context, cache, change };
    const resolution = await import("./conflict/resolve-conflict.ts").catch(() => null);
    if (resolution === null) return sayRefused(refused);
    if (conflict === undefined) resolution.offerRestore(needed, refused);
    else await resolution.resolveConflict(needed, refused, conflict);
  }

  function sayRefused({ base, changes }: RefusedEdit): void {
    notices.failed({
      id: `failed-${base.id}`,
      text: `Couldn’t save “${base.title}”.`,
      detail: "It was changed somewhere else in the meantime.",
      retry: () => void change(base, changes),
    });
  }

  async function send(base: Todo, changes: TodoChange, { failure, record }: Sending): Promise<boolean> {
    const saved = await perform<Todo>(client, notices, {
      subject: base.id,
      queries: todoKeys.lists,
      failure,
      show() {
        const before = cache.find(base.id) ?? base;
        const after = changedTodo(before, changes, retention.retentionDays, clock());
        cache.put(after);
        const step = record?.(before);
        return () => {
          step?.forget();
          failedEdits.failed(base.id, baseOf(base, changes), changes);
          cache.put(revertedTodo(cache.find(base.id) ?? after, { ...before, ...failedEdits.before(before) }, after));
        };
      },
      send: () => patch(base.id, changes, baseOf(base, changes)),
      settle(answer, isLast) {
        failedEdits.saved(base.id, changes);
        if (isLast) cache.put(answer);
        void client.invalidateQueries({ queryKey: todoKeys.expiring });
      },
      takesOver(error) {
        const { current, fields } = error;
        const isGone = error.is("not-found") && retention.trashDays > 0 && hasText(changes);
        if (current === undefined && !isGone) return false;
        if (current !== undefined) {
          const { title, notes, dueOn } = current;
          cache.put({ ...(cache.find(base.id) ?? current), title, notes, dueOn });
        }
        const differing = editedFields.filter((name) => fields.some(({ field }) => field === name));
        void resolve({ base, changes }, current && { changes, current, fields: differing });
        return true;
      },
    });
    return saved !== undefined;
  }

  async function change(base: Todo, changes: TodoChange, tell?: (undo: () => void) => void): Promise<void> {
    await send(base, changes, {
      failure: `Couldn’t save “${base.title}”.`,
      record(before) {
        const step = history.record({
          noticeId: `changed-${base.id}`,
          what: changeText(before, changes),
          undo() {
            const done = changedTodo(before, changes, retention.retentionDays, clock());
            const failure = `Couldn’t undo the change to “${before.title}”.`;
            return send(done, reverseChange(before, changes), { failure });
          },
        });
        tell?.(step.undo);
        return step;
      },
    });
  }

  return change;
}

const hasText = ({ title, notes }: TodoChange) => title !== undefined || notes !== undefined;
