import { RelativeTime } from "#app/_time/relative-time.tsx";
import type { CleanupBacklog } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { countText } from "../format-count.ts";

/** The todos that wait for a cleanup, and the oldest due time. An old one means that the schedule doesn't keep up. */
export function CleanupBacklogDetails({ value }: { readonly value: CleanupBacklog }) {
  if (value.oldestDueAt === null) return <span className="text-muted">Nothing</span>;
  return (
    <>
      {value.isComplete ? "" : "more than "}
      {countText(value.count, "todo")}, the oldest due <RelativeTime at={value.oldestDueAt} />
    </>
  );
}
