import type { z } from "zod";
import { readJson } from "../body.ts";
import { parseInput, queryOf } from "../validation.ts";

/** The schemas of a route's input. */
interface InputSchemas {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly maxBodyBytes?: number;
}

/** The contents of a request, as a route's schemas accept them. */
export interface RequestInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Reads and parses once, however often it is called.
 * @throws {DomainError | RequestError} the same each time
 */
export type ReadInput = () => Promise<RequestInput>;

export function inputOf(schemas: InputSchemas, request: Request, params: unknown): ReadInput {
  let reading: Promise<RequestInput> | undefined;
  const read = async () => ({
    params: schemas.params && parseInput(schemas.params, params, unknownAddress),
    query: schemas.query && parseInput(schemas.query, queryOf(request), { whole: "query" }),
    body: schemas.body && (await bodyOf(request, schemas.body, schemas.maxBodyBytes)),
  });
  return () => {
    reading ??= read();
    return reading;
  };
}

const unknownAddress = { whole: "path", kind: "not-found", advice: "There is nothing at this address." } as const;

async function bodyOf(request: Request, schema: z.ZodType, maxBytes = 64 * 1024): Promise<unknown> {
  return parseInput(schema, await readJson(request, maxBytes), { whole: "body" });
}
