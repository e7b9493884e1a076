import { z } from "zod";
import { DomainError, type FieldError } from "#lib/errors.ts";
import type { Json, JsonObject } from "#lib/task-runs/recorder.ts";
import { PermanentError } from "./errors.ts";
import type { StoredTask } from "./registry.ts";

/** Parses a payload that a caller gave. @throws {DomainError} `invalid`, naming each field under `payload` */
export function parseGivenPayload(task: StoredTask, payload: unknown): JsonObject {
  const parsed = task.payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid", `The payload of ${task.name} is not valid.`, {
    fields: parsed.error.issues.flatMap(toFieldErrors),
  });
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const field = (path: readonly PropertyKey[]) => ["payload", ...path.map(String)].join(".");
  if (issue.code !== "unrecognized_keys") return [{ field: field(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({ field: field([...issue.path, key]), message: "is not a known field" }));
}

/** Parses the payload of a stored run, which other code or another version may have written. @throws {PermanentError} */
export function parseStoredPayload(task: StoredTask, payload: unknown): JsonObject {
  return parseOrFail(task.payload, payload, `The payload of ${task.name} is not valid`);
}

/** Parses what a handler returned, before it is stored. @throws {PermanentError} */
export function parseResult(task: StoredTask, result: unknown): Json {
  return parseOrFail(task.result, result, `${task.name} returned a result that breaks its schema`);
}

function parseOrFail<Value extends Json>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PermanentError(`${what}:\n${z.prettifyError(parsed.error)}`);
}
