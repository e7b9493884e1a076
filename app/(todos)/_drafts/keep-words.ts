import { oneLine } from "#lib/text.ts";
import type { Command, NewTodo } from "../_outbox/command.ts";
import type { Draft } from "./draft.ts";
import type { Drafts } from "./drafts.ts";

/**
 * Turns the changes of a command into drafts, where nothing else is typed in their place. An undo has no words that
 * anybody typed.
 * @returns whether all of it is in drafts now.
 */
export function keepWords(drafts: Drafts, command: Command): boolean {
  const places = draftsOf(command).map((draft) => ({ draft, todoId: draft.kind === "new" ? "" : draft.base.id }));
  const free = places.filter(({ draft, todoId }) => drafts.find(draft.kind, todoId) === undefined);
  for (const { draft } of free) drafts.put(draft);
  return free.length === places.length;
}

function draftOfNew({ title, notes = "" }: NewTodo): Draft {
  if (notes === "") return { kind: "new", text: title };
  const lines = `${title}\n${notes}`;
  return { kind: "new", text: oneLine(lines), lines };
}

function draftsOf(command: Command): Draft[] {
  if (command.kind === "create") return [draftOfNew(command.changes)];
  if (command.kind !== "change" || command.isUndo) return [];
  const { base, changes } = command;
  const { title, notes = null, dueOn = base.dueOn } = changes;
  const isOfDetails = notes !== null || (title === undefined && dueOn !== base.dueOn);
  return [
    ...(title === undefined ? [] : [{ kind: "title", base, text: title } as const]),
    ...(isOfDetails ? [{ kind: "details", base, notes, dueOn: dueOn ?? "" } as const] : []),
  ];
}
