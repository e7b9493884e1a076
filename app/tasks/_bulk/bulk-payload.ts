import type { JsonObject } from "#lib/task-runs/json.ts";

/** A filter as the payload of a bulk action, without empty fields. */
export function bulkPayload(filter: Readonly<Record<string, string | null | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
}

/** The label of the button that confirms a bulk action, e.g. "Retry 12 runs". */
export function confirmText(verb: string, { count, isComplete }: { count: number; isComplete: boolean }): string {
  if (count === 0) return verb;
  if (count === 1) return `${verb} 1 run`;
  return isComplete ? `${verb} ${count.toLocaleString("en")} runs` : `${verb} all of them`;
}
