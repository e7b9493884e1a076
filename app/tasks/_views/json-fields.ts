import type { Run } from "#lib/task-runs/schemas.ts";

export type Json = Run["payload"];

const isoInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Whether a value of a payload or result is an instant, to be shown in the reader's zone. */
export function isInstant(value: Json): value is string {
  return typeof value === "string" && isoInstant.test(value);
}

export interface JsonField {
  readonly name: string;
  readonly value: Json;
}

/**
 * The fields of a payload or result, most telling first: counts, other values, instants, groups. Null for no object.
 */
export function jsonFields(value: Json): JsonField[] | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const rank = ({ name, value: field }: JsonField) => {
    if (typeof field === "object" && field !== null) return 3;
    if (isInstant(field)) return 2;
    return name.endsWith("Count") ? 0 : 1;
  };
  return Object.entries(value)
    .map(([name, field]) => ({ name, value: field }))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** A name of a field in words: `deletedCount` is "Deleted count". */
export function fieldText(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Any value in a few words, e.g. "Due count: 12, lists: 2"; instants are left out, since a run has times of its own.
 */
export function jsonText(value: Json): string {
  if (value === null) return "";
  const fields = jsonFields(value);
  if (fields === null) return typeof value === "string" ? value : JSON.stringify(value);
  const text = fields
    .filter(({ value: field }) => !isInstant(field) && (typeof field !== "object" || field === null))
    .map(({ name, value: field }) => `${fieldText(name).toLowerCase()}: ${field ?? "none"}`)
    .join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
