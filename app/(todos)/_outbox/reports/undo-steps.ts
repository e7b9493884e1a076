import type { Notices } from "#app/_feedback/notices.ts";
import { untilText } from "#app/_time/format-time.ts";
import { dayMs } from "#lib/days.ts";
import type { Intent } from "../command.ts";

/** An action that can be undone: a command, or those on several todos at once. */
export interface UndoStep {
  /** The notice that offers the same undo. */
  readonly noticeId: string;
  /** Describes the action after "Undone: ", e.g. `deleted “Buy milk”`. */
  readonly what: string;
  /** By the id of the command that each undoes. */
  readonly inverses: Map<string, Intent>;
}

/** The actions of this tab that can be undone, last one first. */
export interface UndoSteps {
  /** @returns the function that undoes this step, wherever it is. It does nothing the second time. */
  record(step: UndoStep): () => void;
  /** Leaves out a command that failed after all. */
  forget(commandId: string): void;
  /** Undoes the last step that isn't undone yet. Without one, says so. */
  undoLast(): void;
}

/** Warns that a cleanup soon takes a todo that an undo restores, since the undo doesn't pin it. */
function expiryDetail(inverses: readonly Intent[], now: Date): { detail?: string } {
  const restored = inverses.flatMap((inverse) =>
    inverse.kind === "restore" || inverse.kind === "restore-many" ? inverse.base : [],
  );
  const expiries = restored.flatMap(({ expiresAt }) => expiresAt ?? []).sort();
  const [first] = expiries;
  if (first === undefined || Date.parse(first) > now.getTime() + dayMs) return {};
  const when = untilText(new Date(first), now, "with the next cleanup");
  return { detail: restored.length === 1 ? `Expires ${when}.` : `The first of them expires ${when}.` };
}

/** Bounds the memory: each step holds the todos that it is about. */
const limit = 100;

/** @param make turns the inverse of a step into a command. */
export function createUndoSteps(notices: Notices, make: (intent: Intent) => void): UndoSteps {
  const steps: UndoStep[] = [];
  const undo = (step: UndoStep) => {
    const index = steps.lastIndexOf(step);
    if (index === -1) return;
    steps.splice(index, 1);
    const inverses = [...step.inverses.values()];
    notices.done({ id: step.noticeId, text: `Undone: ${step.what}.`, ...expiryDetail(inverses, new Date()) });
    for (const inverse of inverses) make(inverse);
  };
  return {
    record(step) {
      steps.push(step);
      if (steps.length > limit) steps.shift();
      return () => undo(step);
    },
    forget(commandId) {
      const index = steps.findIndex(({ inverses }) => inverses.has(commandId));
      const inverses = steps[index]?.inverses;
      inverses?.delete(commandId);
      if (inverses?.size === 0) steps.splice(index, 1);
    },
    undoLast() {
      const last = steps.at(-1);
      if (last !== undefined) undo(last);
      else notices.done({ id: "nothing-to-undo", text: "There is nothing to undo." });
    },
  };
}
