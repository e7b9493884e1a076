import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { fieldErrors, fieldErrorsText, plainMessage } from "#lib/field-errors.ts";
import type { Json, JsonObject } from "#lib/task-runs/json.ts";
import { PermanentError } from "./errors.ts";

type PayloadSchema = z.ZodType<JsonObject>;
interface HasPayload<Payload extends PayloadSchema> {
  readonly name: string;
  readonly payload: Payload;
}

interface HasResult<Result extends z.ZodType<Json>> {
  readonly name: string;
  readonly result: Result;
}

/** Parses a payload that a caller gave. @throws {DomainError} `invalid`, naming each field under `payload` */
export function parseGivenPayload<Payload extends PayloadSchema>(
  task: HasPayload<Payload>,
  payload: unknown,
): z.output<Payload> {
  const parsed = z.safeParse(task.payload, payload, { error: plainMessage });
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid", `The payload of ${task.name} is not valid.`, {
    fields: fieldErrors(parsed.error, "payload"),
  });
}

/**
 * Parses the payload of a stored run, which other code or another version may have written. @throws {PermanentError}
 */
export function parseStoredPayload<Payload extends PayloadSchema>(
  task: HasPayload<Payload>,
  payload: unknown,
): z.output<Payload> {
  return parseOrFail(task.payload, payload, `The payload of ${task.name} is not valid`);
}

/** Parses a handler's result before it is stored. @throws {PermanentError} */
export function parseResult<Result extends z.ZodType<Json>>(
  task: HasResult<Result>,
  result: unknown,
): z.output<Result> {
  return parseOrFail(task.result, result, `${task.name} returned a result that breaks its schema`);
}

function parseOrFail<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = z.safeParse(schema, value, { error: plainMessage });
  if (parsed.success) return parsed.data;
  throw new PermanentError(`${what}: ${fieldErrorsText(fieldErrors(parsed.error))}.`);
}
