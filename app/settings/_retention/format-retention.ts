import { retentionChoices } from "#lib/todo-service/retention/retention.ts";

/** A retention that can be chosen: days, or null for never. */
export type Retention = (typeof retentionChoices)[number] | null;

export function isRetention(days: number | null): days is Retention {
  return days === null || retentionChoices.some((choice) => choice === days);
}

/** The choices in order. Includes the current retention, even if it is none of the usual ones. */
export function retentionOptions(current: number | null): (number | null)[] {
  const days = new Set<number>([...retentionChoices, ...(current === null ? [] : [current])]);
  return [...[...days].toSorted((a, b) => a - b), null];
}

/** "1 day", "14 days", "Never". */
export function retentionText(days: number | null): string {
  if (days === null) return "Never";
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** Explains a retention in a sentence. */
export function staysText(days: number | null): string {
  if (days === null) return "Completed todos stay in the list until you delete them.";
  return `Completed todos stay in the list for ${retentionText(days)}.`;
}

/** A count of todos with the matching verb, e.g. "1 completed todo expires". */
export function completedText(count: number, verb: { readonly one: string; readonly many: string }): string {
  return count === 1 ? `1 completed todo ${verb.one}` : `${count} completed todos ${verb.many}`;
}
