import { fieldErrors, fieldErrorsText, plainMessage } from "#lib/field-errors.ts";
import { createTodoSchema } from "../../schemas.ts";
import { splitTitle } from "../../split-title.ts";
import { type FileEntry, type FileTodo, fileTodoSchema, isDay } from "../formats.ts";

/** An entry that can't be imported, its place, and the reason. */
export interface RefusedEntry {
  readonly line: number;
  readonly reason: string;
}

/** A todo of a file, and the changes that had to be made to it. */
export interface ReadTodo {
  readonly line: number;
  readonly todo: FileTodo;
  readonly changes: readonly string[];
}

/** Checks an entry, and changes values that can't be stored as they are: a long title, half a character. */
export function checkEntry({ line, todo: given, problem }: FileEntry, now: Date): ReadTodo | RefusedEntry {
  if (problem !== undefined) return { line, reason: problem };
  const { entry, changes } = fitted(given);
  const parsed = fileTodoSchema.safeParse(entry, { error: plainMessage });
  if (!parsed.success) return { line, reason: fieldErrorsText(fieldErrors(parsed.error)) };
  const late = (["completedAt", "createdAt"] as const).find((field) => isInFuture(parsed.data[field], now));
  if (late !== undefined) return { line, reason: `${late}: must not lie in the future` };
  return { line, todo: parsed.data, changes: isReworded(entry, parsed.data) ? [...changes, reworded] : changes };
}

const damaged = "a character was damaged before: it shows as �";

const reworded = "the line breaks of the title become spaces";

function isReworded(entry: unknown, { title }: FileTodo): boolean {
  return typeof entry === "object" && entry !== null && "title" in entry && String(entry.title).trim() !== title;
}

function fitted(given: unknown): { readonly entry: unknown; readonly changes: readonly string[] } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return { entry: given, changes: [] };
  const entry: Record<string, unknown> = { ...given };
  for (const field of ["title", "notes"]) {
    const text = entry[field];
    if (typeof text === "string") entry[field] = text.toWellFormed();
  }
  const { title, notes } = entry;
  const isDamaged = [title, notes].some((text) => typeof text === "string" && text.includes("\uFFFD"));
  const changes = isDamaged ? [damaged] : [];
  const isShort = typeof title !== "string" || createTodoSchema.shape.title.safeParse(title).success;
  if (isShort || title.trim() === "") return { entry, changes };
  const [head, rest] = splitTitle(title.trim());
  if (rest === "") return { entry, changes };
  const kept = typeof notes === "string" && notes !== "" ? `${rest}\n\n${notes}` : rest;
  return {
    entry: { ...entry, title: head, notes: kept },
    changes: [...changes, "the end of the long title goes to the notes"],
  };
}

/** In the farthest time zone, a day starts this much earlier than in UTC. */
const farthestZoneMs = 14 * 3_600_000;

function isInFuture(moment: string | null, now: Date): boolean {
  if (moment === null || moment === "unknown") return false;
  return Date.parse(moment) > now.getTime() + (isDay(moment) ? farthestZoneMs : 60_000);
}
