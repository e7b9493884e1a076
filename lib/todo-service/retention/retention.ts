import { addDays } from "#lib/days.ts";

/** The least days a todo still stays after its owner shortens the retention. */
export const graceDays = 1;

/** The retentions to choose from, in days, beside null for "never". */
export const retentionChoices = [1, 3, 7, 14, 30, 90] as const;

/** The fields that decide when cleanup takes a todo. */
export interface Completion {
  readonly completedAt: Date | null;
  readonly pinned: boolean;
  readonly expiresAt: Date | null;
}

/** The expiry of a todo; null while it is open or pinned, or with retention "never" (null). */
export function expiryOf(todo: Omit<Completion, "expiresAt">, retentionDays: number | null): Date | null {
  if (todo.completedAt === null || todo.pinned || retentionDays === null) return null;
  return addDays(todo.completedAt, retentionDays);
}

/**
 * A todo's completion after a change. The dates stay where neither completion nor pin changes: completing twice does
 * not restart the countdown, and an unrelated edit keeps the expiry that `expiryAfterRetentionChange` gave.
 */
export function changeCompletion(
  todo: Completion,
  change: { readonly completed?: boolean | undefined; readonly pinned?: boolean | undefined },
  retentionDays: number | null,
  now: Date,
): Completion {
  const wasCompleted = todo.completedAt !== null;
  const completed = change.completed ?? wasCompleted;
  const pinned = change.pinned ?? todo.pinned;
  if (completed === wasCompleted && pinned === todo.pinned) return todo;
  const completedAt = completed ? (todo.completedAt ?? now) : null;
  return { completedAt, pinned, expiresAt: expiryOf({ completedAt, pinned }, retentionDays) };
}

/**
 * The expiry of a todo after its owner changed the retention: never within a day, so that the owner can still pin it,
 * and no todo expires before the `asOf` of an earlier preview. The SQL of `retention-change.ts` computes the same.
 */
export function expiryAfterRetentionChange(
  todo: Omit<Completion, "expiresAt">,
  retentionDays: number | null,
  now: Date,
): Date | null {
  const expiry = expiryOf(todo, retentionDays);
  const earliest = addDays(now, graceDays);
  return expiry && (expiry > earliest ? expiry : earliest);
}
