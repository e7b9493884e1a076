/** Retention counts days of exactly 24 hours, so that no change of clocks shortens what was promised. */
export const dayMs = 86_400_000;

/** What a shorter retention always leaves a todo, so that nothing vanishes because a setting was changed. */
export const graceDays = 1;

/** The retentions to choose from, in days; null, "never", is the further one. */
export const retentionChoices = [1, 3, 7, 14, 30, 90] as const;

/** What decides whether and when a todo leaves by itself. */
export interface Completion {
  readonly completedAt: Date | null;
  readonly pinned: boolean;
  readonly expiresAt: Date | null;
}

export function addDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * dayMs);
}

/** When cleanup may take a todo: null while it is open, pinned, or with retention "never" (null). */
export function expiryOf(todo: Omit<Completion, "expiresAt">, retentionDays: number | null): Date | null {
  if (todo.completedAt === null || todo.pinned || retentionDays === null) return null;
  return addDays(todo.completedAt, retentionDays);
}

/**
 * A todo's completion after a change. What the change leaves as it was keeps its dates: completing twice does not
 * restart the countdown, and an unrelated edit does not take back a grace given by `expiryAfterRetentionChange`.
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
 * When a todo leaves after its owner changed the retention: never sooner than a day from now, so that whoever
 * shortens it can still pin, and no preview's `asOf` is overtaken. The SQL of `retention-change.ts` says the same.
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
