import type { FileTodo } from "./formats.ts";

/** The fields of a todo of the list that identify it. */
export interface KnownTodo {
  readonly id: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly completedAt: string | null;
  readonly createdAt: string;
}

type Comparable = Omit<KnownTodo, "id" | "createdAt"> & { readonly createdAt: string | null };

/**
 * The todos of a file that the list doesn't have. A todo of the list matches one todo of the file: the one with its id,
 * else one with the same title, due day, completion and creation, as precisely as the file gives them. Two equal todos
 * of the file are two todos, as in a list; an id counts once.
 */
export function withoutDuplicates(file: readonly FileTodo[], known: readonly KnownTodo[]): FileTodo[] {
  const knownIds = new Set(known.map(({ id }) => id));
  const seenIds = new Set<string>();
  const others = file.filter(({ id }) => {
    if (id === null) return true;
    const isRepeated = seenIds.has(id) || knownIds.has(id);
    seenIds.add(id);
    return !isRepeated;
  });
  const keyOf = keyFor(file);
  const left = new Map<string, number>();
  for (const todo of known) {
    if (!seenIds.has(todo.id)) left.set(keyOf(todo), (left.get(keyOf(todo)) ?? 0) + 1);
  }
  return others.filter((todo) => {
    const key = keyOf(todo);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

function keyFor(file: readonly FileTodo[]): (todo: Comparable) => string {
  const knowsOnlyDays = file.some(
    ({ completedAt, createdAt }) => completedAt?.length === 10 || createdAt?.length === 10,
  );
  const knowsCreation = file.every(({ createdAt }) => createdAt !== null);
  const moment = (text: string | null) => {
    if (text === null) return null;
    const iso = new Date(text).toISOString();
    return knowsOnlyDays ? iso.slice(0, 10) : iso;
  };
  return ({ title, dueOn, completedAt, createdAt }) =>
    JSON.stringify([title.replace(/\s+/g, " "), dueOn, moment(completedAt), knowsCreation ? moment(createdAt) : null]);
}
