import type { Command } from "../_outbox/command.ts";
import type { Draft } from "./draft.ts";
import type { Drafts } from "./drafts.ts";

/** Makes a draft of the words of a command that the server refused, where nothing else is typed in their place. */
export function keepWords(drafts: Drafts, command: Command): void {
  for (const draft of draftsOf(command)) {
    if (drafts.find(draft.kind, draft.kind === "new" ? "" : draft.base.id) === undefined) drafts.put(draft);
  }
}

function draftsOf(command: Command): Draft[] {
  if (command.kind === "create") return [{ kind: "new", text: command.changes.title }];
  if (command.kind !== "change") return [];
  const { base, changes } = command;
  const { title, notes, dueOn = base.dueOn } = changes;
  return [
    ...(title === undefined ? [] : [{ kind: "title", base, text: title } as const]),
    ...(notes === undefined ? [] : [{ kind: "details", base, notes, dueOn: dueOn ?? "" } as const]),
  ];
}
