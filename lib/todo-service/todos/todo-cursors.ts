import { z } from "zod";
import type { TodoSort } from "./list-options.ts";

const uuid = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const patterns: Readonly<Record<TodoSort, RegExp>> = {
  newest: new RegExp(`^${uuid}$`),
  due: new RegExp(`^(?:none|[0-9]{4}-[0-9]{2}-[0-9]{2})\\.${uuid}$`),
  completed: new RegExp(`^[0-9]{1,13}\\.${uuid}$`),
};

/** Whether a text is a place in an order: `<id>`, `<due date or none>.<id>`, `<milliseconds>.<id>`. Opaque to callers. */
export function isTodoCursor(cursor: string, sort: TodoSort): boolean {
  if (!patterns[sort].test(cursor)) return false;
  const { value } = cursorParts(cursor);
  return sort !== "due" || value === "none" || (z.iso.date().safeParse(value).success && !value.startsWith("0000"));
}

/** Takes a place of the orders that have two parts apart. */
export function cursorParts(cursor: string): { readonly value: string; readonly id: string } {
  const dot = cursor.indexOf(".");
  return { value: cursor.slice(0, dot), id: cursor.slice(dot + 1) };
}
