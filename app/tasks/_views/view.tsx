import type { ComponentType, ReactNode } from "react";
import type { z } from "zod";
import type { JsonObject } from "#lib/task-runs/json.ts";
import { JsonDetails } from "./json-details.tsx";
import { type Json, jsonText } from "./json-fields.ts";

/** The console's view of one kind of value. Without `words` and `Details`, the value is shown field by field. */
export interface View<Value> {
  readonly schema: z.ZodType<Value>;
  /** For a row of a table, e.g. "Removed 12 todos". */
  readonly words?: (value: Value) => string;
  readonly Details?: ComponentType<{ readonly value: Value }>;
}

export interface ProgressView<Value> extends View<Value> {
  /** The amount done, and the total where the task knows it. */
  readonly amount?: (value: Value) => { readonly done: number; readonly total: number | null };
}

export interface BacklogView<Value> extends View<Value> {
  /** The amount that a running run has left; null where it was not counted completely. */
  readonly left?: (value: Value) => number | null;
}

export interface PreviewView<Value, Payload extends JsonObject> extends View<Value> {
  /** The fields of the payload that limit a run to what its preview showed. */
  readonly runWith?: (preview: Value) => Partial<Payload>;
  /** Whether titles were left out of it, which can be asked for. */
  readonly hidesTitles?: (preview: Value) => boolean;
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

/** Whether a preview has titles that can be asked for. */
export function hidesTitles<Value>(view: PreviewView<Value, JsonObject> | undefined, json: Json): boolean {
  return read(view?.schema, json, view?.hidesTitles) ?? false;
}

/** The progress of a run; null where its task does not report any. The task's backlog may supply the amount left. */
export function amountOf<Progress, Backlog>(
  views: { readonly progress?: ProgressView<Progress>; readonly backlog?: BacklogView<Backlog> },
  progress: Json,
  backlog: Json,
): { readonly done: number; readonly total: number | null } | null {
  const amount = read(views.progress?.schema, progress, views.progress?.amount);
  if (amount === null || amount.total !== null) return amount;
  const left = read(views.backlog?.schema, backlog, views.backlog?.left);
  return left === null ? amount : { ...amount, total: amount.done + left };
}

function read<Value, Read>(
  schema: z.ZodType<Value> | undefined,
  json: Json,
  reader: ((value: Value) => Read) | undefined,
): Read | null {
  const value = schema?.safeParse(json);
  return value?.success && reader !== undefined ? reader(value.data) : null;
}
