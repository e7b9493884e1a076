import { RequestError } from "#app/_client/request-error.ts";
import { changedTodo } from "#app/(todos)/_outbox/apply.ts";
import type { Command } from "#app/(todos)/_outbox/command.ts";
import type { Outcome } from "#app/(todos)/_outbox/sending/send-command.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { baseOf, conflictingFields } from "#lib/todo-service/todos/edited-fields.ts";

export const retentionDays = 7;

/** The promises of Tidy's server about todos, in memory: every command may arrive more than once. */
export class ModelServer {
  readonly list = new Map<string, Todo>();
  readonly trash = new Map<string, Todo>();
  /** The commands in the order in which they first took effect. */
  readonly taken: Command[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** @throws {RequestError} what the routes answer with. */
  take(command: Command): Outcome {
    const outcome = this.#perform(command);
    if (!this.taken.some(({ id }) => id === command.id)) this.taken.push(command);
    return outcome;
  }

  #perform(command: Command): Outcome {
    const now = this.#now();
    switch (command.kind) {
      case "create": {
        const [id = ""] = command.todoIds;
        const known = this.list.get(id) ?? this.trash.get(id);
        if (known !== undefined) return { todo: known };
        const instant = now.toISOString();
        const times = { completedAt: null, expiresAt: null, createdAt: instant, updatedAt: instant };
        const todo = { id, notes: "", dueOn: null, pinned: false, ...command.changes, ...times };
        this.list.set(id, todo);
        return { todo };
      }
      case "change": {
        const { base, changes } = command;
        const current = this.list.get(base.id);
        if (current === undefined) throw problem(404, "not-found");
        const fields = conflictingFields(current, { ...changes, base: baseOf(base, changes) });
        if (fields.length > 0) throw problem(409, "edit-conflict", fields, current);
        const todo = changedTodo(current, changes, retentionDays, now);
        this.list.set(todo.id, todo);
        return { todo };
      }
      case "delete": {
        const todo = this.list.get(command.base.id);
        if (todo === undefined && !this.trash.has(command.base.id)) throw problem(404, "not-found");
        if (todo !== undefined) this.#trash(todo);
        return {};
      }
      case "restore": {
        const { id } = command.base;
        const todo = this.list.get(id) ?? this.trash.get(id);
        if (todo === undefined) throw problem(404, "not-found");
        this.trash.delete(id);
        this.list.set(id, todo);
        return { todo };
      }
      case "clear-completed": {
        const done = [...this.list.values()].filter(({ completedAt, pinned }) => completedAt !== null && !pinned);
        for (const todo of done) this.#trash(todo);
        return { count: done.length };
      }
      default:
        throw new Error(`The model has no ${command.kind}.`);
    }
  }

  #trash(todo: Todo): void {
    this.list.delete(todo.id);
    this.trash.set(todo.id, todo);
  }
}

function problem(status: number, kind: string, fields: readonly string[] = [], current?: Todo): RequestError {
  return new RequestError(status, "No.", {
    type: `https://tidy.example.com/docs#${kind}`,
    errors: fields.map((field) => ({ field, message: "was changed somewhere else" })),
    ...(current !== undefined && { current }),
  });
}
