import type { TaskView } from "#lib/tasks/views.ts";
import { fieldText, type Json } from "../_views/json-fields.ts";

/** One input of the "Run now" dialog, made from the payload's JSON Schema. */
export interface PayloadField {
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly kind: "number" | "instant" | "text" | "json";
  readonly required: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The fields of a payload; what isn't a number or text is typed in as JSON. */
export function payloadFields(schema: TaskView["payloadSchema"]): PayloadField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(asObject(schema.properties)).map(([name, property]) => {
    const { type, format, title, description, minimum, maximum } = asObject(property);
    return {
      name,
      label: typeof title === "string" ? title : fieldText(name),
      hint: typeof description === "string" ? description : undefined,
      kind: kindOf(type, format),
      required: required.includes(name),
      min: typeof minimum === "number" ? minimum : undefined,
      max: typeof maximum === "number" ? maximum : undefined,
    };
  });
}

/** A payload that can be sent, or the field that can't be read and why. */
export type ReadPayload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, Json>> }
  | { readonly ok: false; readonly field: string; readonly message: string };

/** Reads what was typed. An empty input leaves its field out; the server says what else is wrong. */
export function readPayload(fields: readonly PayloadField[], typed: Readonly<Record<string, string>>): ReadPayload {
  const payload: Record<string, Json> = {};
  for (const { name, kind } of fields) {
    const text = (typed[name] ?? "").trim();
    if (text === "") continue;
    if (kind === "number") payload[name] = Number(text);
    else if (kind === "json") {
      const value = parseJson(text);
      if (value === undefined) return { ok: false, field: name, message: 'Use JSON, e.g. ["a"] or {"b": 1}.' };
      payload[name] = value;
    } else payload[name] = text;
  }
  return { ok: true, payload };
}

function kindOf(type: Json | undefined, format: Json | undefined): PayloadField["kind"] {
  if (type === "integer" || type === "number") return "number";
  if (type === "string") return format === "date-time" ? "instant" : "text";
  return "json";
}

function asObject(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
