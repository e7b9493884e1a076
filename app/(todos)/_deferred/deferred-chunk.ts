import { lazyValue } from "#app/_ui/lazy.tsx";

/**
 * What the list needs after its first paint. In one chunk, since each dynamic import adds its addresses to the first
 * load.
 */
export const deferredChunk = lazyValue(() => import("./chunk-contents.ts"));
