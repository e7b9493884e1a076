import type { z } from "zod";
import { DomainError, type DomainErrorKind, type FieldError } from "#lib/errors.ts";

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
  const fields = parsed.error.issues.flatMap((issue) => toFieldErrors(issue, options.whole));
  const summary = fields.map(({ field, message }) => `${field}: ${message}`).join("; ");
  const advice = options.advice ?? "Correct this and send it again.";
  throw new DomainError(options.kind ?? "invalid", `${advice} ${summary}.`, { fields });
}

function toFieldErrors(issue: z.core.$ZodIssue, whole: string): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join("."), message: "is not a known field" }));
  }
  return [{ field: issue.path.join(".") || whole, message: issue.message }];
}

/** For the schemas that say nothing themselves; undefined leaves it to zod. */
function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  return issue.input === undefined ? "is required" : `must be ${expectations[issue.expected] ?? issue.expected}`;
}

const expectations: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

/** An empty value counts as absent. A key given twice becomes an array, which no schema of one value accepts. */
export function queryOf(request: Request): Record<string, string | string[]> {
  const search = new URL(request.url).searchParams;
  const entries = [...new Set(search.keys())].flatMap((key): [string, string | string[]][] => {
    const [first, ...more] = search.getAll(key).filter((value) => value !== "");
    if (first === undefined) return [];
    return [[key, more.length === 0 ? first : [first, ...more]]];
  });
  return Object.fromEntries(entries);
}
