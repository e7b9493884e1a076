import { dueText, nearDays } from "#app/_time/format-time.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { todosText } from "../../format-count.ts";
import type { Command } from "../command.ts";

/** Says that a command failed, e.g. `Couldn’t save “Buy milk”.` */
export function failureText(command: Command): string {
  switch (command.kind) {
    case "create":
      return `Couldn’t add “${command.changes.title}”.`;
    case "change":
      return `Couldn’t save “${command.base.title}”.`;
    case "delete":
      return `Couldn’t delete “${command.base.title}”.`;
    case "restore":
      return `Couldn’t restore “${command.base.title}”.`;
    case "clear-completed":
      return "Couldn’t clear the completed todos.";
    case "restore-many":
      return "Couldn’t restore these todos.";
    case "pin-expiring":
      return "Couldn’t keep these todos.";
    case "trash-expiring":
      return "Couldn’t let these todos go.";
    case "unpin-expiring":
      return "Couldn’t unpin these todos.";
  }
}

/** The words that would be lost with a command; null if there are none. */
export function textOf(command: Command): string | null {
  if (command.kind !== "create" && command.kind !== "change") return null;
  const { title, notes } = command.changes;
  const words = [title, notes].filter((text) => text !== undefined && text !== "");
  return words.length === 0 ? null : words.join("\n\n");
}

/** Describes a change after "Undone: ", e.g. `pinned “Buy milk”`. */
export function changeText({ title }: Todo, change: TodoChange): string {
  const [only, ...others] = Object.keys(change);
  if (others.length > 0) return `edited “${title}”`;
  if (only === "completed") return `${change.completed === true ? "completed" : "reopened"} “${title}”`;
  if (only === "pinned") return `${change.pinned === true ? "pinned" : "unpinned"} “${title}”`;
  if (only === "title") return `renamed “${title}”`;
  return `changed the ${only === "dueOn" ? "due date" : "notes"} of “${title}”`;
}

/**
 * Says where a change has moved a todo in the list, e.g. `“Buy milk” is due tomorrow.` Null for a change of its words,
 * which stays in its place.
 */
export function movedText(
  before: Todo,
  { title = before.title, dueOn, pinned }: TodoChange,
  today: string,
): string | null {
  const due = dueOn === undefined ? null : `“${title}” ${duePhrase(dueOn, today)}.`;
  const pin = pinned === undefined ? null : `${pinned ? "Pinned" : "Unpinned"} “${title}”.`;
  return due === null || pin === null ? (due ?? pin) : `${pin} ${due}`;
}

function duePhrase(dueOn: string | null, today: string): string {
  if (dueOn === null) return "has no due date";
  const { text, urgency } = dueText(dueOn, today, undefined);
  const day = Object.values(nearDays).includes(text) ? text.toLowerCase() : `on ${text}`;
  return `${urgency === "overdue" ? "was" : "is"} due ${day}`;
}

/** Describes an action on many todos after "Undone: ", e.g. `cleared 2 completed todos`. */
export function manyText(command: Command, count: number): string {
  if (command.kind === "pin-expiring") return `kept ${todosText(count)}`;
  if (command.kind === "trash-expiring") return `let ${todosText(count)} go`;
  return `cleared ${completedText(count)}`;
}

/** Describes an action on several selected todos by one of its commands, e.g. `completed 2 todos`. */
export function severalText(command: Command, count: number): string {
  if (command.kind !== "change") return `deleted ${todosText(count)}`;
  const { completed, pinned } = command.changes;
  if (completed !== undefined) return `${completed ? "completed" : "reopened"} ${todosText(count)}`;
  if (pinned !== undefined) return `${pinned ? "pinned" : "unpinned"} ${todosText(count)}`;
  return `changed the due date of ${todosText(count)}`;
}

export function completedText(count: number): string {
  return count === 1 ? "1 completed todo" : `${count} completed todos`;
}
