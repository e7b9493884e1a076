import type { ServerResponse } from "node:http";

/**
 * Calls `decide` when an answer is about to end, with its status and headers set: with what it ends with. The answer
 * ends with what `decide` returns, or not yet where that is null.
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
