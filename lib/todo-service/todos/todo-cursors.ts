import { z } from "zod";
import type { TodoSort } from "./list-options.ts";

const uuid = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const date = z.regexes.date.source.slice(1, -1);

/** The cursors of each order: `<id>`, `<due date or none>.<id>`, `<milliseconds>.<id>`. Opaque to clients. */
export const todoCursorPatterns: Readonly<Record<TodoSort, RegExp>> = {
  newest: new RegExp(`^${uuid}$`),
  due: new RegExp(`^(?:none|(?!0000)${date})\\.${uuid}$`),
  completed: new RegExp(`^[0-9]{1,13}\\.${uuid}$`),
};

/** Splits a cursor of two parts. */
export function cursorParts(cursor: string): { readonly value: string; readonly id: string } {
  const dot = cursor.indexOf(".");
  return { value: cursor.slice(0, dot), id: cursor.slice(dot + 1) };
}
