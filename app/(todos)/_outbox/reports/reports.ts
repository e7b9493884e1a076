import { copyText } from "#app/_feedback/copy-text.ts";
import type { Notices } from "#app/_feedback/notices.ts";
import { untilText } from "#app/_time/format-time.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { todosText } from "../../format-count.ts";
import { changedTodo } from "../apply.ts";
import { type Command, type CommandOf, changeOf, type Intent } from "../command.ts";
import { invert } from "../invert.ts";
import type { Entry } from "../outbox.ts";
import type { Outcome } from "../sending/send-command.ts";
import type { Retention } from "../todo-actions.ts";
import { changeText, completedText, failureText, manyText, movedText, severalText, textOf } from "./format-command.ts";
import { noticeOf, standingNotice } from "./notice-ids.ts";
import { createUndoSteps, type UndoSteps } from "./undo-steps.ts";

export interface ReportsOptions {
  readonly notices: Notices;
  readonly retention: () => Retention;
  /** Makes a command that isn't reported itself. */
  readonly make: (intent: Intent) => void;
  /** Sends the waiting commands now. */
  readonly retry: () => void;
  /** Makes a draft of the words of a command that the server refused. */
  readonly keepWords: (command: Command) => void;
  /** Takes out an entry that somebody has seen. */
  readonly drop: (command: Command) => void;
  readonly clock: () => Date;
  /** The reader's calendar day, as 2026-12-01. */
  readonly today: () => string;
}

/** A command, and its todo as it was shown. */
export interface Accepted {
  readonly command: Command;
  readonly before: Todo;
}

/** Tells a person the outcome of their commands: one notice for each todo, with its newest state and its undo. */
export interface Reports extends Pick<UndoSteps, "undoLast" | "recordOther" | "withdraw" | "forgetDeleted"> {
  /** @param before the todo as it was shown. */
  accepted(command: Command, before: Todo | undefined): void;
  /** Several commands of the same kind, which are undone together. */
  acceptedMany(accepted: readonly Accepted[]): void;
  /** @param affected the loaded todos that it changed, as they were. */
  settled(command: Command, outcome: Outcome, affected: readonly Todo[]): void;
  /** The server hasn't taken the command, or won't. */
  failed(entry: Entry): void;
}

export function createReports(options: ReportsOptions): Reports {
  const { notices, retention, make, retry, keepWords, drop, clock, today } = options;
  const steps = createUndoSteps(notices, make);
  /** By notice: the command whose trouble it shows. */
  const shownTrouble = new Map<string, string>();

  function record(command: Command, what: string, inverse: Intent | null | undefined): { undo?: () => void } {
    if (!inverse) return {};
    const inverses = new Map([[command.id, inverse]]);
    return { undo: steps.record({ noticeId: noticeOf(command), what, inverses }) };
  }

  function acceptedChange(command: CommandOf<"change">, before: Todo): void {
    const { changes, at } = command;
    const { retentionDays } = retention();
    const undo = record(command, changeText(before, changes), invert(command, before, retentionDays));
    const isToggled = Object.keys(changes).join() === "completed";
    if (!isToggled || changes.completed === false) {
      notices.dismiss(noticeOf(command));
      const moved = isToggled ? `Reopened “${before.title}”.` : movedText(before, changes, today());
      if (moved !== null) notices.say(moved);
      return;
    }
    const { expiresAt } = changedTodo(before, changes, retentionDays, new Date(at));
    notices.done({
      id: noticeOf(command),
      text: `Completed “${before.title}”.`,
      ...(expiresAt !== null && { detail: `Expires ${untilText(new Date(expiresAt), clock())}.` }),
      ...undo,
    });
  }

  return {
    accepted(command, before) {
      shownTrouble.delete(noticeOf(command));
      if (command.kind === "create") return notices.say(`Added “${command.changes.title}”.`);
      if (command.kind === "change") return acceptedChange(command, before ?? command.base);
      if (command.kind !== "delete") return;
      const { base } = command;
      const inverse = retention().trashDays > 0 ? invert(command, base, null) : null;
      const text = `Deleted “${base.title}”.`;
      notices.done({ id: noticeOf(command), text, ...record(command, `deleted “${base.title}”`, inverse) });
    },

    acceptedMany(accepted) {
      const [first] = accepted;
      if (first === undefined) return;
      const { retentionDays, trashDays } = retention();
      const inverses = new Map<string, Intent>();
      for (const { command, before } of accepted) {
        shownTrouble.delete(noticeOf(command));
        notices.dismiss(noticeOf(command));
        const inverse = command.kind === "delete" && trashDays === 0 ? null : invert(command, before, retentionDays);
        if (inverse !== null) inverses.set(command.id, inverse);
      }
      const id = `many-${first.command.id}`;
      const what = severalText(first.command, accepted.length);
      const undo = inverses.size === 0 ? {} : { undo: steps.record({ noticeId: id, what, inverses }) };
      notices.done({ id, text: `${what.charAt(0).toUpperCase()}${what.slice(1)}.`, ...undo });
    },

    settled(command, outcome, affected) {
      const id = noticeOf(command);
      if (shownTrouble.get(id) === command.id) notices.dismiss(id);
      const { count = 0, inverse } = outcome;
      const text = settledText(command, count);
      if (text === null) return;
      const canUndo = inverse?.kind === "unpin-expiring" || retention().trashDays > 0;
      const undo = canUndo && inverse !== undefined ? withBase(inverse, affected) : null;
      notices.done({ id, text, ...record(command, manyText(command, count), undo) });
    },

    failed({ command, standing }) {
      const id = noticeOf(command);
      const text = failureText(command);
      const words = textOf(command);
      const copy = words === null ? {} : { copy: () => void copyText(words) };
      if (standing.status === "waiting") {
        const { trouble } = standing;
        // Without a network, or signed out, the header tells how many wait.
        if (trouble === undefined || trouble.status < 500 || shownTrouble.get(id) === command.id) return;
        shownTrouble.set(id, command.id);
        return notices.failed({ id, text, detail: trouble.message, retry, ...copy });
      }
      shownTrouble.delete(id);
      steps.forget(command.id);
      notices.dismiss(id);
      if (standing.status === "question") return;
      const stands = { id: standingNotice(command), onDismiss: () => drop(command), ...copy };
      if (standing.status === "refused") {
        keepWords(command);
        return notices.failed({ ...stands, text, detail: standing.message });
      }
      notices.failed({
        ...stands,
        text: command.kind === "change" ? `“${command.base.title}” was deleted somewhere else.` : text,
        detail: "Your edit isn’t saved. Retry restores the todo and saves your edit.",
        retry() {
          if (command.kind === "change") {
            const { todoIds, base, changes } = command;
            make({ kind: "restore", todoIds, base, changes: null });
            make(changeOf(base, changes));
          }
          drop(command);
        },
      });
    },

    undoLast: steps.undoLast,
    recordOther: steps.recordOther,
    withdraw: steps.withdraw,
    forgetDeleted: steps.forgetDeleted,
  };
}

/**
 * Describes an action on many todos, which only the server could count; null for one that was reported when it was
 * made.
 */
function settledText(command: Command, count: number): string | null {
  switch (command.kind) {
    case "clear-completed":
      return count === 0 ? "Nothing to clear: pinned todos stay." : `Cleared ${completedText(count)}.`;
    case "pin-expiring":
      return `Kept ${todosText(count)}.`;
    case "trash-expiring":
      return `Let ${todosText(count)} go.`;
    default:
      return null;
  }
}

function withBase(inverse: Intent, base: readonly Todo[]): Intent {
  return inverse.kind === "unpin-expiring" || inverse.kind === "restore-many" ? { ...inverse, base } : inverse;
}
