type ListExtras = typeof import("./deferred-chunk.ts");

let loaded: ListExtras | undefined;

/** Loads what the list needs after its first paint: in one piece, since each import of its own adds its addresses to the first load. */
export async function loadListExtras(): Promise<ListExtras> {
  loaded ??= await import("./deferred-chunk.ts");
  return loaded;
}

/** The same, where it is there already. */
export const loadedListExtras = (): ListExtras | undefined => loaded;
