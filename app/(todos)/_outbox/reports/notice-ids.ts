import type { Command } from "../command.ts";

/** The notice of what was done last: one for each todo, and one for each action on many. */
export function noticeOf({ kind, todoIds }: Command): string {
  const [id] = todoIds;
  if (id !== undefined) return `todo-${id}`;
  return kind.endsWith("-expiring") ? "expiring" : "cleared";
}

/** The notice of a command that waits for a person's word. What is done to its todo meanwhile does not replace it. */
export const standingNotice = ({ id }: Command): string => `standing-${id}`;
