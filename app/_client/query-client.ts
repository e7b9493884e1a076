import { notifyManager, QueryClient } from "@tanstack/react-query";
import { RequestError } from "./request-error.ts";

/**
 * A query cache with Tidy's defaults. Server-rendered data is fresh for half a minute. Refused requests are not
 * retried, and nothing is on the server, which answers an outage at once. Without a network a change fails at once, so
 * that it can be rolled back, instead of waiting.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: "always",
        retry: (failures, error) =>
          typeof window !== "undefined" && failures < 2 && !(error instanceof RequestError && error.refused),
      },
      mutations: { networkMode: "always" },
    },
  });
}

let client: QueryClient | undefined;

/** One cache per browser tab. On the server each request gets its own, so that nobody sees another user's data. */
export function browserQueryClient(): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  client ??= startBrowserClient();
  return client;
}

/**
 * Renders a change in the task that made it, not one later: the next key press then never meets a row that is about to
 * disappear.
 */
function startBrowserClient(): QueryClient {
  notifyManager.setScheduler(queueMicrotask);
  return createQueryClient();
}
