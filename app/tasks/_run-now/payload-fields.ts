import type { TaskView } from "#lib/tasks/views.ts";
import { fieldText, type Json } from "../_views/json-fields.ts";

/** One input of the "Run now" dialog, made from the payload's JSON Schema. */
export interface PayloadField {
  readonly name: string;
  readonly label: string;
  /** Meaning, limits and default of the field, in words. */
  readonly hint: string | undefined;
  readonly kind: "number" | "instant" | "text" | "flag" | "json";
  readonly required: boolean;
  /** A number that must be whole. */
  readonly whole: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The fields of a payload. A value that isn't a number, text or flag is typed in as JSON. */
export function payloadFields(schema: TaskView["payloadSchema"]): PayloadField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(asObject(schema.properties)).map(([name, property]) => {
    const { type, format, title, description, minimum, maximum, default: preset } = asObject(property);
    const min = typeof minimum === "number" ? minimum : undefined;
    const max = typeof maximum === "number" ? maximum : undefined;
    const hints = [typeof description === "string" ? description : "", limitsText(min, max), defaultText(preset)];
    const hint = hints.filter(Boolean).join(" ");
    return {
      name,
      label: typeof title === "string" ? title : fieldText(name),
      hint: hint === "" ? undefined : hint,
      kind: kindOf(type, format),
      required: required.includes(name),
      whole: type === "integer",
      min,
      max,
    };
  });
}

const numberText = (value: number) => value.toLocaleString("en");

function limitsText(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `From ${numberText(min)} to ${numberText(max)}.`;
  if (min !== undefined) return `At least ${numberText(min)}.`;
  return max === undefined ? "" : `At most ${numberText(max)}.`;
}

function defaultText(preset: Json | undefined): string {
  return preset === undefined ? "" : `Default: ${typeof preset === "string" ? preset : JSON.stringify(preset)}.`;
}

/** A payload that can be sent, or the first field that can't, with the reason. */
export type ReadPayload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, Json>> }
  | { readonly ok: false; readonly field: string; readonly message: string };

type ReadField = { readonly value: Json | undefined } | { readonly message: string };

/**
 * Reads the typed payload. An empty input leaves its field out. `garbled`: the fields with a text that the browser
 * cannot read, and gives out as empty. The server checks the rules that the schema cannot tell the browser.
 */
export function readPayload(
  fields: readonly PayloadField[],
  typed: Readonly<Record<string, string>>,
  garbled: readonly string[] = [],
): ReadPayload {
  const payload: Record<string, Json> = {};
  for (const field of fields) {
    const isGarbled = garbled.includes(field.name);
    const read = isGarbled ? notANumber : readField(field, (typed[field.name] ?? "").trim());
    if ("message" in read) return { ok: false, field: field.name, message: read.message };
    if (read.value !== undefined) payload[field.name] = read.value;
  }
  return { ok: true, payload };
}

function readField(field: PayloadField, text: string): ReadField {
  if (text === "") return field.required ? { message: "This is needed." } : { value: undefined };
  switch (field.kind) {
    case "number":
      return readNumber(field, Number(text));
    case "flag":
      return { value: text === "true" };
    case "instant":
      return Number.isNaN(Date.parse(text))
        ? { message: "Use an instant such as 2026-12-01T08:00:00Z." }
        : { value: text };
    case "text":
      return { value: text };
    case "json": {
      const value = parseJson(text);
      return value === undefined ? { message: 'Use JSON, e.g. ["a"] or {"b": 1}.' } : { value };
    }
  }
}

/** Only inputs of numbers have texts that their browser cannot read. */
const notANumber = { message: "Use a number." };

function readNumber({ whole, min, max }: PayloadField, value: number): ReadField {
  if (Number.isNaN(value)) return notANumber;
  if (whole && !Number.isInteger(value)) return { message: "Use a whole number." };
  if (min !== undefined && value < min) return { message: `Use at least ${numberText(min)}.` };
  if (max !== undefined && value > max) return { message: `Use at most ${numberText(max)}.` };
  return { value };
}

function kindOf(type: Json | undefined, format: Json | undefined): PayloadField["kind"] {
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "flag";
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
