import type { Todo } from "#lib/todo-service/schemas.ts";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";
import type { Command } from "./command.ts";

/** The reason why the server hasn't taken a command yet, in words that can be shown. */
export interface Trouble {
  readonly status: number;
  readonly message: string;
}

/** The state of a command. Only a waiting one is applied to what the page shows. */
export type Standing =
  | { readonly status: "waiting"; readonly trouble?: Trouble }
  /** Somebody else changed the same fields. Its answer is another command. */
  | { readonly status: "question"; readonly current: Todo; readonly fields: readonly EditedField[] }
  /** Its todo was deleted somewhere else. Restoring it first is another command. */
  | { readonly status: "gone" }
  /** The server said no. It stays until a person has seen it, so that no text is lost. */
  | { readonly status: "refused"; readonly message: string };

export interface Entry {
  readonly command: Command;
  readonly standing: Standing;
}

/** The commands of this browser that the server doesn't have yet, oldest first. In memory; see storage.ts. */
export interface Outbox {
  entries(): readonly Entry[];
  /** The commands that are applied to what the page shows. */
  pending(): readonly Command[];
  /** Adds an entry, or replaces the one of the same command. */
  put(entry: Entry): void;
  remove(id: string): void;
  subscribe(listener: () => void): () => void;
}

/** Whether a try to send it has failed. */
export function hasTrouble({ standing }: Entry): boolean {
  return standing.status === "waiting" && standing.trouble !== undefined;
}

export function createOutbox(): Outbox {
  let entries: readonly Entry[] = [];
  let pending: readonly Command[] = [];
  const listeners = new Set<() => void>();
  const change = (next: readonly Entry[]) => {
    entries = next;
    const waiting = next.filter(({ standing }) => standing.status === "waiting").map(({ command }) => command);
    // The same array as before where the commands are, so that no list is drawn again.
    if (waiting.length !== pending.length || waiting.some((command, index) => command !== pending[index]))
      pending = waiting;
    for (const listener of listeners) listener();
  };
  return {
    entries: () => entries,
    pending: () => pending,
    put(entry) {
      const { id } = entry.command;
      const others = entries.filter(({ command }) => command.id !== id);
      const place = others.findIndex(({ command }) => command.id > id);
      change(others.toSpliced(place === -1 ? others.length : place, 0, entry));
    },
    remove(id) {
      if (entries.some(({ command }) => command.id === id)) change(entries.filter(({ command }) => command.id !== id));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
