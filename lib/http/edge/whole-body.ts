import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";

/**
 * Counts the body of a request that does not say its length, and then calls one of the two: `whole` once all of it is
 * here, `tooLarge` once it is more than that. It waits in the request, where the handler reads it as ever.
 */
export function holdUntilWhole(
  request: IncomingMessage,
  maxBytes: number,
  { whole, tooLarge }: { readonly whole: () => void; readonly tooLarge: () => void },
): void {
  const { push } = request;
  let size = 0;
  const decide = AsyncLocalStorage.bind((isWhole: boolean) => {
    request.push = push;
    if (isWhole) whole();
    else tooLarge();
  });
  // Reading it here would take it from the handler of the request.
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    size += chunk?.length ?? 0;
    if (chunk !== null && size > maxBytes) decide(false);
    else push.call(request, chunk, encoding);
    if (chunk === null) decide(true);
    // Below the limit the socket goes on, though nobody reads yet.
    return true;
  };
}
