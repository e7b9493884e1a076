import type { Notices } from "#app/_feedback/notices.ts";

/** An action that can be undone. */
export interface UndoStep {
  /** The notice that offers the same undo. It is dismissed when the step is undone another way. */
  readonly noticeId: string;
  /** Describes the action after "Undone: ", e.g. `deleted “Buy milk”`. */
  readonly what: string;
  /** @returns whether it worked. A failure shows its own notice. */
  undo(): Promise<boolean>;
}

export interface RecordedStep {
  /** Undoes this step, wherever it is in the history. Does nothing the second time. */
  undo(): void;
  /** Removes the step without undoing it: its action failed after all. */
  forget(): void;
}

/** The actions on this page that can be undone, last one first. */
export interface UndoHistory {
  record(step: UndoStep): RecordedStep;
  /** Undoes the last step that isn't undone yet. Without one, says so. */
  undoLast(): void;
}

/** Bounds the memory: each step holds the todos that it is about. */
const limit = 100;

/** A history that reports through `notices`. Undoes one step at a time, in the order of the calls. */
export function createUndoHistory(notices: Notices): UndoHistory {
  const steps: UndoStep[] = [];
  let running: Promise<void> = Promise.resolve();

  const take = (step: UndoStep): boolean => {
    const index = steps.lastIndexOf(step);
    if (index === -1) return false;
    steps.splice(index, 1);
    return true;
  };
  const undo = (step: UndoStep) => {
    if (!take(step)) return;
    notices.dismiss(step.noticeId);
    // A step may rely on the later one being undone already.
    running = running.then(async () => {
      if (await step.undo()) notices.done({ id: "undone", text: `Undone: ${step.what}.` });
    });
  };

  return {
    record(step) {
      steps.push(step);
      if (steps.length > limit) steps.shift();
      return { undo: () => undo(step), forget: () => void take(step) };
    },
    undoLast() {
      const last = steps.at(-1);
      if (last !== undefined) undo(last);
      // Waits its turn, else the notice of an undo still under way would replace this one.
      else running = running.then(() => notices.done({ id: "undone", text: "There is nothing to undo." }));
    },
  };
}
