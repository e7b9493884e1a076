import type { ComponentType, ReactNode } from "react";
import type { z } from "zod";
import type { JsonObject } from "#lib/task-runs/json.ts";
import { JsonDetails } from "./json-details.tsx";
import { type Json, jsonText } from "./json-fields.ts";

/** How the console shows one kind of value. What is left out is shown field by field. */
export interface View<Value> {
  readonly schema: z.ZodType<Value>;
  /** For a row of a table, e.g. "Removed 12 todos". */
  readonly words?: (value: Value) => string;
  readonly Details?: ComponentType<{ readonly value: Value }>;
}

export interface PreviewView<Value, Payload extends JsonObject> extends View<Value> {
  /** The fields of the payload that limit a run to what its preview showed. */
  readonly runWith?: (preview: Value) => Partial<Payload>;
}

/** A value, ready to be shown. */
export interface Shown {
  readonly words: string;
  readonly details: ReactNode;
}

/**
 * Reads a value by the schema of its view. One without a view, or one that another version of the task stored in a form
 * that the schema doesn't take, is shown field by field.
 */
export function show<Value>(view: View<Value> | undefined, json: Json): Shown {
  const plain = { words: jsonText(json), details: <JsonDetails value={json} /> };
  const read = view?.schema.safeParse(json);
  if (view === undefined || !read?.success) return plain;
  const { words, Details } = view;
  const text = words?.(read.data) ?? plain.words;
  if (Details !== undefined) return { words: text, details: <Details value={read.data} /> };
  return { words: text, details: words === undefined ? plain.details : <p>{text}</p> };
}

/**
 * The fields of the payload that limit a run to its preview; null where there are none or the preview can't be read.
 */
export function payloadFromPreview<Value>(view: PreviewView<Value, JsonObject>, json: Json): JsonObject | null {
  const read = view.schema.safeParse(json);
  return read.success && view.runWith !== undefined ? view.runWith(read.data) : null;
}
