type DeferredChunk = typeof import("./deferred-chunk.ts");

let loaded: DeferredChunk | undefined;

/** Loads what the list needs after its first paint: in one piece, since each import of its own adds its addresses to the first load. */
export async function loadDeferredChunk(): Promise<DeferredChunk> {
  loaded ??= await import("./deferred-chunk.ts");
  return loaded;
}

/** The same, where it is there already. */
export const loadedDeferredChunk = (): DeferredChunk | undefined => loaded;
