import type { Notices } from "#app/_feedback/notices.ts";

/** Something that was done and can be taken back. */
export interface UndoStep {
  /** The notice that offers the same undo: it goes when the step is undone another way. */
  readonly noticeId: string;
  /** What was done, to stand after "Undone: ", e.g. `deleted “Buy milk”`. */
  readonly what: string;
  /** Takes it back. @returns whether that worked; what failed has said so itself. */
  undo(): Promise<boolean>;
}

export interface RecordedStep {
  /** Undoes this step, wherever it stands in the history. Does nothing the second time. */
  undo(): void;
  /** Takes the step out without undoing it: what it is about was never done after all. */
  forget(): void;
}

/** What was done on this page, last done first to be undone. */
export interface UndoHistory {
  record(step: UndoStep): RecordedStep;
  /** Undoes the last step that isn't undone yet, or says that there is none. */
  undoLast(): void;
}

/** Nobody walks back further, and each step holds on to the todos that it is about. */
const limit = 100;

/** A history that tells what it undoes through `notices`. Undoes one step at a time, in the order of the calls. */
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
    // A step may count on the one after it being undone already.
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
      // Said in turn, else the notice of an undo that is still under way would take its place.
      else running = running.then(() => notices.done({ id: "undone", text: "There is nothing to undo." }));
    },
  };
}
