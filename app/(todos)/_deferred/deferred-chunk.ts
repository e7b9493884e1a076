import { lazyValue } from "#app/_ui/hydration/lazy.tsx";

/**
 * The code that the list needs after its first paint. One chunk, since each dynamic import adds its addresses to the
 * first load.
 */
export const deferredChunk = lazyValue(() => import("./chunk-contents.ts"));

export type DeferredChunk = Awaited<ReturnType<typeof deferredChunk.load>>;
