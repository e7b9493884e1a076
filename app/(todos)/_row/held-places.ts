/** What the place of a todo in the open list depends on, both as 2026-12-01. */
export interface Place {
  readonly dueOn: string | null;
  readonly today: string;
}

const holds = new Map<object, { readonly todoId: string; readonly place: Place }>();
const listeners = new Set<() => void>();
let places: ReadonlyMap<string, Place> = new Map();

function update(): void {
  places = new Map([...holds.values()].map(({ todoId, place }) => [todoId, place]));
  for (const listener of listeners) listener();
}

/**
 * Keeps a todo at a place while somebody types in it: a row that moves to another group is drawn anew, and its field
 * would lose the focus. Where the todo is held already, that place counts. @returns a function that ends this.
 */
export function holdPlace(todoId: string, place: Place): () => void {
  const hold = {};
  holds.set(hold, { todoId, place: places.get(todoId) ?? place });
  update();
  return () => {
    holds.delete(hold);
    update();
  };
}

/** The places of the todos that are held, by id. The same map until one changes. */
export const heldPlaces = () => places;

export function subscribeToHeldPlaces(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
