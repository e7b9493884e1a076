import type { Todo } from "../../schemas.ts";
import { dayIn } from "../files/local-time.ts";
import { readKeys, wordsOnly } from "../files/todo-txt-keys.ts";

/** Writes todos as lines, with the days of the reader's zone. */
export function toTodoTxtLines(todos: readonly Todo[], timeZone: string): string {
  return todos.map((todo) => toTodoTxtLine(todo, timeZone)).join("");
}

function toTodoTxtLine(todo: Todo, timeZone: string): string {
  const title = todo.title.replace(/[\r\n]+/g, " ");
  const [, priority = "", rest = ""] = /^(\([A-Z]\) )?(.*)$/s.exec(title) ?? [];
  const day = (instant: string) => `${dayIn(timeZone, new Date(instant))} `;
  const [x, completed] = todo.completedAt === null ? ["", ""] : ["x ", day(todo.completedAt)];
  const keys = [todo.dueOn === null ? "" : ` due:${todo.dueOn}`, todo.pinned ? " pin:true" : ""].join("");
  const read = readKeys(`${title}${keys}`);
  const isPlain = read.title === title && read.dueOn === todo.dueOn && read.pinned === todo.pinned;
  return `${x}${priority}${completed}${day(todo.createdAt)}${rest}${isPlain ? "" : ` ${wordsOnly}`}${keys}\n`;
}
