import type { Command } from "../_outbox/command.ts";
import type { Draft } from "./draft.ts";
import type { Drafts } from "./drafts.ts";

/**
 * Makes drafts of what a command would have changed, where nothing else is typed in their place.
 * @returns whether all of it is in drafts now.
 */
export function keepWords(drafts: Drafts, command: Command): boolean {
  const places = draftsOf(command).map((draft) => ({ draft, todoId: draft.kind === "new" ? "" : draft.base.id }));
  const free = places.filter(({ draft, todoId }) => drafts.find(draft.kind, todoId) === undefined);
  for (const { draft } of free) drafts.put(draft);
  return free.length === places.length;
}

function draftsOf(command: Command): Draft[] {
  if (command.kind === "create") return [{ kind: "new", text: command.changes.title }];
  if (command.kind !== "change") return [];
  const { base, changes } = command;
  const { title, notes = null, dueOn = base.dueOn } = changes;
  const isOfDetails = notes !== null || (title === undefined && dueOn !== base.dueOn);
  return [
    ...(title === undefined ? [] : [{ kind: "title", base, text: title } as const]),
    ...(isOfDetails ? [{ kind: "details", base, notes, dueOn: dueOn ?? "" } as const] : []),
  ];
}
