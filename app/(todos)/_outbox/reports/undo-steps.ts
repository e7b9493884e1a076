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

/** A recorded action that is no command. */
export interface OtherStep {
  /** Does nothing the second time. */
  readonly undo: () => void;
  /** Leaves it out, since it failed after all. */
  readonly forget: () => void;
}

/** The actions of this tab that can be undone, last one first. */
export interface UndoSteps {
  /** @returns the function that undoes this step, wherever it is. It does nothing the second time. */
  record(step: UndoStep): () => void;
  /** Records an action that is no command. @param undo also says the outcome. */
  recordOther(undo: () => void): OtherStep;
  /** Withdraws the notices that offer to bring back nothing but these todos, which have left the trash. */
  withdraw(ids: ReadonlySet<string>): void;
  /** Leaves out the steps that would bring back nothing but these todos, which are deleted for good. */
  forgetDeleted(ids: ReadonlySet<string>): void;
  /** Leaves out a command that failed after all. */
  forget(commandId: string): void;
  /** Undoes the last step that isn't undone yet. Without one, says so. */
  undoLast(): void;
}

interface RecordedStep {
  readonly commands?: UndoStep;
  readonly undo: () => void;
}

/** Whether an undo restores some of these todos from the trash, and does nothing else. */
function bringsBack({ inverses }: UndoStep, ids: ReadonlySet<string>): boolean {
  return [...inverses.values()].every(
    (inverse) =>
      (inverse.kind === "restore" && ids.has(inverse.base.id)) ||
      (inverse.kind === "restore-many" && inverse.base.length > 0 && inverse.base.every(({ id }) => ids.has(id))),
  );
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
  const steps: RecordedStep[] = [];
  const forget = (step: RecordedStep) => {
    const index = steps.lastIndexOf(step);
    if (index !== -1) steps.splice(index, 1);
    return index !== -1;
  };
  const bringingBack = (ids: ReadonlySet<string>) =>
    steps.filter((step) => step.commands !== undefined && bringsBack(step.commands, ids));
  const undo = (step: RecordedStep) => {
    if (forget(step)) step.undo();
  };
  const push = (step: RecordedStep) => {
    steps.push(step);
    if (steps.length > limit) steps.shift();
    return step;
  };
  const undoCommands = ({ noticeId, what, inverses }: UndoStep) => {
    const intents = [...inverses.values()];
    notices.done({ id: noticeId, text: `Undone: ${what}.`, ...expiryDetail(intents, new Date()) });
    for (const intent of intents) make(intent);
  };
  return {
    record(step) {
      const recorded = push({ commands: step, undo: () => undoCommands(step) });
      return () => undo(recorded);
    },
    recordOther(run) {
      const recorded = push({ undo: run });
      return { undo: () => undo(recorded), forget: () => void forget(recorded) };
    },
    withdraw(ids) {
      for (const { commands } of bringingBack(ids)) if (commands !== undefined) notices.dismiss(commands.noticeId);
    },
    forgetDeleted(ids) {
      for (const step of bringingBack(ids)) forget(step);
    },
    forget(commandId) {
      const step = steps.find(({ commands }) => commands?.inverses.has(commandId));
      const inverses = step?.commands?.inverses;
      inverses?.delete(commandId);
      if (step !== undefined && inverses?.size === 0) forget(step);
    },
    undoLast() {
      const last = steps.at(-1);
      if (last !== undefined) undo(last);
      else notices.done({ id: "nothing-to-undo", text: "There is nothing to undo." });
    },
  };
}
