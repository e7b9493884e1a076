import { z } from "zod";
import type { Json, JsonObject } from "#lib/task-runs/json.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";
import { columns } from "./columns.ts";
import type { Output } from "./output.ts";

/** Describes the payload and the schedule of a task, for `npm run task -- <task> --help`. */
export function taskHelp(task: StoredTask): Output {
  const { name, title, description, schedule, retries, preview, payload } = task;
  const fields = payloadFields(payload);
  const lines = [
    `${name}: ${title}`,
    description,
    "",
    fields.length === 0 ? "It takes no fields." : "Fields:",
    ...columns(fields.map(({ flag, takes, hint }) => [`  ${flag}`, takes, hint])),
    "",
    schedule
      ? `Schedule: ${schedule.cron} (in TASKS_TIME_ZONE; ${scheduleVariable(task)} changes it)`
      : "It has no schedule: it runs on request.",
    `Retries: ${retries.limit}, from ${retries.delaySeconds} s on`,
    ...(preview ? [`Preview: npm run task -- preview ${name}`] : []),
  ];
  return { lines, json: { name, title, description, payloadSchema: schemaOf(payload) } };
}

interface FieldHelp {
  readonly flag: string;
  /** Its type and limits in words. */
  readonly takes: string;
  readonly hint: string;
}

/** The fields of a payload in words, read from its schema. */
export function payloadFields(payload: z.ZodType): FieldHelp[] {
  const schema = schemaOf(payload);
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(objectOf(schema.properties)).map(([name, property]) => {
    const field = objectOf(property);
    const takes = takesText(field);
    return {
      flag: `--${name}`,
      takes: required.includes(name) ? `${takes}, required` : takes,
      hint: typeof field.description === "string" ? field.description : "",
    };
  });
}

function schemaOf(payload: z.ZodType): JsonObject {
  return z.record(z.string(), z.json()).parse(z.toJSONSchema(payload, { io: "input" }));
}

function takesText({ type, format, enum: choices, minimum, maximum, maxLength, items }: JsonObject): string {
  if (Array.isArray(choices)) return choices.map(String).join(" | ");
  if (type === "integer" || type === "number") {
    return `${type === "integer" ? "whole number" : "number"}${rangeText(minimum, maximum)}`;
  }
  if (type === "boolean") return "true or false";
  if (type === "array") return `JSON list of: ${takesText(objectOf(items))}`;
  if (type !== "string") return "JSON";
  if (format === "date-time") return "instant, e.g. 2026-12-01T03:00:00Z";
  if (format === "uuid") return "id";
  return typeof maxLength === "number" ? `text, at most ${maxLength} characters` : "text";
}

/** The limits that JSON Schema names even where there are none are the integers that JavaScript knows exactly. */
function rangeText(minimum: Json | undefined, maximum: Json | undefined): string {
  const least = typeof minimum === "number" && minimum > Number.MIN_SAFE_INTEGER ? minimum : null;
  const most = typeof maximum === "number" && maximum < Number.MAX_SAFE_INTEGER ? maximum : null;
  if (least !== null && most !== null) return `, ${least} to ${most}`;
  if (least !== null) return `, at least ${least}`;
  return most === null ? "" : `, at most ${most}`;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
