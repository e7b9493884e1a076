import { afterEach, beforeEach, vi } from "vitest";

/** A request that a test answers when it likes. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  answer(status: number, body?: unknown): void;
  disconnect(): void;
}

/** Gives each test of a file a server that answers when the test says so. */
export function setUpExchanges() {
  const exchanges: Exchange[] = [];
  beforeEach(() => {
    exchanges.length = 0;
    vi.stubGlobal("fetch", (path: string, { method = "GET", body }: { method?: string; body?: string }) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      exchanges.push({
        method,
        path,
        body: body === undefined ? undefined : JSON.parse(body),
        answer: (status, answer) =>
          resolve(status === 204 ? new Response(null, { status }) : Response.json(answer, { status })),
        disconnect: () => reject(new TypeError("Failed to fetch")),
      });
      return promise;
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  return {
    exchanges,
    /** The request of this number, as soon as it was made. */
    exchange: (index: number) =>
      vi.waitFor(() => {
        const found = exchanges[index];
        if (found === undefined) throw new Error(`request ${index} has not been made`);
        return found;
      }),
  };
}
