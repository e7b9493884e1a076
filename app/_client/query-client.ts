import { notifyManager, QueryClient } from "@tanstack/react-query";
import { RequestError } from "./request-error.ts";

/**
 * A query cache with Tidy's defaults: server-rendered data is fresh for half a minute, what the server refused is not
 * asked again, and without a network a change fails at once (so that it can be rolled back) instead of waiting.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: "always",
        retry: (failures, error) => failures < 2 && !(error instanceof RequestError && error.refused),
      },
      mutations: { networkMode: "always" },
    },
  });
}

let client: QueryClient | undefined;

/** One cache per browser tab; a new one per request on the server, so that nobody sees another's data. */
export function browserQueryClient(): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  client ??= startBrowserClient();
  return client;
}

/**
 * A change shows within the task that made it, not one later: the next key then always meets the page as it is, never a row
 * that is about to go.
 */
function startBrowserClient(): QueryClient {
  notifyManager.setScheduler(queueMicrotask);
  return createQueryClient();
}
