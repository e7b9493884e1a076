import { setImmediate as nextTurn } from "node:timers/promises";
import { dayMs } from "#lib/days.ts";
import { isDay } from "../formats.ts";
import type { Fingerprint } from "./fingerprint.ts";

/** The fields that identify a todo of the list. */
export interface KnownTodo {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  readonly dueOn: string | null;
  readonly completedAt: string | null;
  readonly createdAt: string;
}

/**
 * The places in the file of todos that the list has already. A todo of the list matches one todo of the file: the one
 * with its id, else one with the same title, notes, due day, completion and creation, as precisely as the file gives
 * them. Two equal todos of the file are two todos, as in a list, and so are two with the same id.
 */
export async function duplicatesIn(
  file: readonly Fingerprint[],
  known: AsyncIterable<readonly KnownTodo[]>,
): Promise<Set<number>> {
  const placeOfId = new Map<string, number>();
  const titles = new Set<string>();
  const places: Record<Precision, number[]> = { instant: [], day: [], none: [] };
  await inTurns(file, (todo, place) => {
    if (todo.id !== null && !placeOfId.has(todo.id)) placeOfId.set(todo.id, place);
    titles.add(todo.title);
    places[precisionOf(todo)].push(place);
  });
  const found = new Set<number>();
  const unmatched = new Candidates();
  for await (const todos of known) {
    for (const todo of todos) {
      const place = placeOfId.get(todo.id);
      if (place !== undefined) found.add(place);
      else if (titles.has(todo.title)) unmatched.add(todo);
    }
  }
  // So that an entry without times leaves the todo of the list to the one that has them.
  for (const some of [places.instant, places.day, places.none]) {
    await inTurns(some, (place) => {
      const todo = file[place];
      if (todo !== undefined && !found.has(place) && unmatched.take(todo)) found.add(place);
    });
  }
  return found;
}

/** Todos that are looked at between two turns of other requests. */
const turnSize = 500;

async function inTurns<Item>(items: readonly Item[], look: (item: Item, place: number) => void): Promise<void> {
  for (const [place, item] of items.entries()) {
    look(item, place);
    if (place % turnSize === turnSize - 1) await nextTurn();
  }
}

type Precision = "instant" | "day" | "none";

function precisionOf({ createdAt }: Fingerprint): Precision {
  if (createdAt === null) return "none";
  return isDay(createdAt) ? "day" : "instant";
}

/** The most todos of the list that one of the file is compared with: those beyond are as good as new. */
const mostCompared = 500;

/** Todos of the list, by the fields that are compared first, and by their day of creation in UTC. */
class Candidates {
  readonly #groups = new Map<string, Map<string, KnownTodo[]>>();

  add(todo: KnownTodo): void {
    const key = groupOf(todo);
    const days = this.#groups.get(key) ?? new Map<string, KnownTodo[]>();
    this.#groups.set(key, days);
    const day = todo.createdAt.slice(0, 10);
    const todos = days.get(day);
    if (todos === undefined) days.set(day, [todo]);
    else todos.push(todo);
  }

  /** Whether there was a todo that matches, which then matches no other. */
  take(todo: Fingerprint): boolean {
    const days = this.#groups.get(groupOf(todo));
    if (days === undefined) return false;
    let left = mostCompared;
    for (const day of todo.createdAt === null ? days.keys() : daysAround(todo.createdAt)) {
      const todos = days.get(day) ?? [];
      const place = todos.slice(0, left).findIndex((known) => matches(todo, known));
      left -= todos.length;
      if (place >= 0) {
        // The last one fills the gap.
        const last = todos.pop();
        if (last !== undefined && place < todos.length) todos[place] = last;
        return true;
      }
      if (left <= 0) return false;
    }
    return false;
  }
}

function groupOf({ title, dueOn, completedAt }: Pick<Fingerprint, "title" | "dueOn" | "completedAt">): string {
  return `${title} ${dueOn} ${completedAt !== null}`;
}

function daysAround(moment: string): string[] {
  const time = Date.parse(moment);
  const days = isDay(moment) ? [0, -1, 1] : [0];
  return days.map((day) => new Date(time + day * dayMs).toISOString().slice(0, 10));
}

function matches(todo: Fingerprint, known: KnownTodo): boolean {
  return (
    (todo.notes === null || todo.notes === known.notes) &&
    (todo.completedAt === null || todo.completedAt === "unknown" || isAt(todo.completedAt, known.completedAt)) &&
    (todo.createdAt === null || isAt(todo.createdAt, known.createdAt))
  );
}

const hourMs = 3_600_000;

/** Whether a moment of a file is an instant of the list: a day is, wherever on earth that was the day. */
function isAt(moment: string, instant: string | null): boolean {
  if (instant === null) return false;
  const since = Date.parse(instant) - Date.parse(moment);
  return isDay(moment) ? since >= -14 * hourMs && since < 36 * hourMs : since === 0;
}
