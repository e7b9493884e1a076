import type { z } from "zod";
import { DomainError, type DomainErrorKind } from "#lib/errors.ts";
import { fieldErrors, fieldErrorsText, plainMessage } from "#lib/field-errors.ts";

/**
 * Input that a schema has accepted.
 * @throws {DomainError} with every field that was refused; an issue about the whole input is reported for `whole`.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  options: { whole: string; kind?: DomainErrorKind; advice?: string },
): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: plainMessage });
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error).map(({ field, message }) => ({ field: field || options.whole, message }));
  const advice = options.advice ?? "Correct this and send it again.";
  throw new DomainError(options.kind ?? "invalid", `${advice} ${fieldErrorsText(fields)}.`, { fields });
}

/** An empty value counts as absent. A key given twice becomes an array, which no schema of one value accepts. */
export function queryOf(request: Request): Record<string, string | string[]> {
  if (!request.url.includes("?")) return {};
  const search = new URL(request.url).searchParams;
  const entries = [...new Set(search.keys())].flatMap((key): [string, string | string[]][] => {
    const [first, ...more] = search.getAll(key).filter((value) => value !== "");
    if (first === undefined) return [];
    return [[key, more.length === 0 ? first : [first, ...more]]];
  });
  return Object.fromEntries(entries);
}
