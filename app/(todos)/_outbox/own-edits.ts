import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import type { Intent } from "./command.ts";

/** The last edits of this tab, by todo. */
export interface OwnEdits {
  /**
   * Lets an edit that began before an own one start from that one: it isn't a conflict with somebody else's.
   * @param shown the todo as the page shows it.
   */
  rebase(intent: Intent, shown: Todo | undefined): Intent;
}

export function createOwnEdits(): OwnEdits {
  const written = new Map<string, TodoChange>();
  return {
    rebase(intent, shown) {
      if (intent.kind !== "change") return intent;
      const { base, changes } = intent;
      const own = written.get(base.id);
      written.set(base.id, { ...own, ...changes });
      if (own === undefined || shown === undefined) return intent;
      const ownFields = {
        ...(own.title === shown.title && { title: shown.title }),
        ...(own.notes === shown.notes && { notes: shown.notes }),
        ...(own.dueOn === shown.dueOn && { dueOn: shown.dueOn }),
      };
      return { ...intent, base: { ...base, ...ownFields } };
    },
  };
}
