import { api } from "#app/_client/api.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { baseOf } from "#lib/todo-service/todos/edited-fields.ts";
import type { Command, Intent } from "../command.ts";

/** The server's answer to a command. */
export interface Outcome {
  /** The todo as the server has it now. */
  readonly todo?: Todo;
  /** The number of affected todos, where the page couldn't know it. */
  readonly count?: number;
  /** The intent that undoes it, where only the server's answer tells. */
  readonly inverse?: Intent;
}

export type SendCommand = (command: Command) => Promise<Outcome>;

/** Sends one command to the server. @throws {RequestError} */
export async function sendCommand(command: Command): Promise<Outcome> {
  switch (command.kind) {
    case "change": {
      const { base, changes } = command;
      const from = baseOf(base, changes);
      const body = { ...changes, ...(Object.keys(from).length > 0 && { base: from }) };
      return { todo: await api("PATCH /api/todos/[id]", { params: { id: base.id }, body }) };
    }
    case "create": {
      const [id] = command.todoIds;
      return { todo: await api("POST /api/todos", { body: { ...command.changes, id } }) };
    }
    case "delete":
      await api("DELETE /api/todos/[id]", { params: { id: command.base.id } });
      return {};
    case "restore":
      return {
        todo: await api("POST /api/trash/[id]/restore", { params: { id: command.base.id }, body: { undo: true } }),
      };
    case "restore-many": {
      const { trashedAt } = command.changes;
      const { restoredCount } = await api("POST /api/trash/restore", { body: { trashedAt, undo: true } });
      return { count: restoredCount };
    }
    case "clear-completed":
      return trashed(await api("POST /api/todos/clear-completed"));
    case "trash-expiring":
      return trashed(await api("POST /api/todos/expiring/trash", { body: command.changes }));
    case "pin-expiring": {
      const { pinnedCount, pinnedAt } = await api("POST /api/todos/expiring/pin", { body: command.changes });
      const inverse: Intent = { kind: "unpin-expiring", todoIds: [], base: [], changes: { pinnedAt } };
      return { count: pinnedCount, inverse };
    }
    case "unpin-expiring":
      return { count: (await api("POST /api/todos/expiring/unpin", { body: command.changes })).unpinnedCount };
  }
}

function trashed({ deletedCount, trashedAt }: { deletedCount: number; trashedAt: string }): Outcome {
  return {
    count: deletedCount,
    ...(deletedCount > 0 && { inverse: { kind: "restore-many", todoIds: [], base: [], changes: { trashedAt } } }),
  };
}
