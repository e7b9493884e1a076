import type { ServerResponse } from "node:http";

/**
 * Calls `decide` with the content that an answer is about to end with. Its status and headers are set by then. The
 * answer ends with the content that `decide` returns; null leaves it open, and `decide` is asked again at the next end.
 */
export function decideEnd(response: ServerResponse, decide: (given: unknown[]) => unknown[] | null): void {
  const end = response.end;
  let replaced = end;
  let isDecided = false;
  const decided = (...given: unknown[]): ServerResponse => {
    if (isDecided) return Reflect.apply(end, response, given);
    const content = decide(given);
    if (content === null) return response;
    isDecided = true;
    return Reflect.apply(replaced, response, content);
  };
  // The code that compresses answers replaces `end`, sends the headers there, and calls the `end` that it found.
  Object.defineProperty(response, "end", {
    get: () => decided,
    set: (replacement: typeof end) => {
      replaced = replacement;
    },
  });
}
