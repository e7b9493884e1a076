import { queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";

/** The latest changes. The server fills this query before it sends the page, so that nothing is missed. */
export function changesOptions() {
  return queryOptions({
    queryKey: ["changes"],
    queryFn: ({ signal }) => api("GET /api/changes", { signal }),
  });
}
