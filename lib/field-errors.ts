import type { z } from "zod";
import type { FieldError } from "./errors.ts";

/**
 * The fields that a schema refused, by their paths below `root`. The path of an issue about the whole input is `root`.
 */
export function fieldErrors({ issues }: Pick<z.core.$ZodError, "issues">, root = ""): FieldError[] {
  const pathOf = (path: readonly PropertyKey[]) => [root, ...path.map(String)].filter((part) => part !== "").join(".");
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ field: pathOf([...issue.path, key]), message: "is not a known field" }))
      : [{ field: pathOf(issue.path), message: issue.message }],
  );
}

/** The first message of each field. */
export function byField(errors: readonly FieldError[]): Readonly<Record<string, string>> {
  return Object.fromEntries(errors.toReversed().map(({ field, message }) => [field, message]));
}

/** All of them in one line, e.g. "days: must be a number; asOf: use a time such as 2026-12-01T03:00:00Z". */
export function fieldErrorsText(errors: readonly FieldError[]): string {
  return errors.map(({ field, message }) => (field === "" ? message : `${field}: ${message}`)).join("; ");
}

/** Plain messages for schemas that have none of their own. Pass it to zod as `error`. */
export function plainMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is required" : `must be ${typeText(issue.expected)}`;
    case "invalid_value":
      return `use ${choices(issue.values)}`;
    case "invalid_format":
      return formatText(issue);
    case "too_small":
      return limitText(issue.origin, issue.minimum, issue.exact === true ? "exact" : issue.inclusive ? "min" : "above");
    case "too_big":
      return limitText(issue.origin, issue.maximum, issue.exact === true ? "exact" : issue.inclusive ? "max" : "below");
    case "not_multiple_of":
      return `use a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return `has unknown fields: ${issue.keys.join(", ")}`;
    case "invalid_union":
      return unionText(issue);
    case "invalid_key":
      return `has a field whose name can't be used: ${messagesOf(issue.issues)}`;
    case "invalid_element":
      return `has an entry that can't be used: ${messagesOf(issue.issues)}`;
    case "custom":
      return "is not valid";
  }
}

const types: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  null: "null",
  never: "left out",
  undefined: "left out",
  date: "a date",
  object: "an object",
  record: "an object",
  map: "an object",
  array: "a list",
  tuple: "a list",
  set: "a list",
  file: "a file",
};

function typeText(expected: string): string {
  return types[expected] ?? `of the type ${expected}`;
}

function choices(values: readonly unknown[]): string {
  const [only, ...more] = values.map(String);
  return more.length === 0 ? `“${only}”` : `one of ${values.join(", ")}`;
}

const formats: Readonly<Record<string, string>> = {
  email: "use an email address such as ann@example.com",
  url: "use a URL such as https://example.com",
  uuid: "must be a UUID",
  guid: "must be a UUID",
  datetime: "use a time such as 2026-12-01T03:00:00Z",
  date: "use a date such as 2026-12-01",
  time: "use a time of day such as 03:00:00",
  duration: "use a duration such as P1D",
  ipv4: "use an IP address such as 192.0.2.1",
  ipv6: "use an IP address such as 2001:db8::1",
};

type FormatIssue = Extract<z.core.$ZodRawIssue, { readonly code: "invalid_format" }>;

function formatText({ format, prefix, suffix, includes }: FormatIssue): string {
  if (format === "starts_with") return `must start with “${prefix}”`;
  if (format === "ends_with") return `must end with “${suffix}”`;
  if (format === "includes") return `must contain “${includes}”`;
  return formats[format] ?? "is not written in the right form";
}

const bounds = { exact: "exactly", min: "at least", above: "more than", max: "at most", below: "less than" } as const;
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
  set: ["entry", "entries"],
  file: ["byte", "bytes"],
};

function limitText(origin: string, limit: number | bigint, bound: keyof typeof bounds): string {
  if (origin === "date") return dateLimitText(new Date(Number(limit)), bound);
  const number = limit.toLocaleString("en");
  const unit = units[origin];
  if (unit === undefined) return `use ${bounds[bound]} ${number}`;
  if (bound === "min" && limit === 1) return "must not be empty";
  return `use ${bounds[bound]} ${number} ${Number(limit) === 1 ? unit[0] : unit[1]}`;
}

function dateLimitText(limit: Date, bound: keyof typeof bounds): string {
  const isEarliest = bound === "min" || bound === "above";
  return `use a time ${isEarliest ? "from" : "until"} ${limit.toISOString()}${isEarliest ? " on" : ""}`;
}

type UnionIssue = Extract<z.core.$ZodRawIssue, { readonly code: "invalid_union" }>;

/** The demands of each alternative, as far as they are about the value itself. */
function unionText({ input, errors, options }: UnionIssue): string {
  if (input === undefined) return "is required";
  if (Array.isArray(options)) return `use ${choices(options)}`;
  const wanted = errors.flatMap((alternative) =>
    alternative.filter(({ path }) => path.length === 0).map(({ message }) => message),
  );
  const kinds = [...new Set(wanted)];
  if (kinds.length === 0) return "is none of the forms that are allowed";
  const start = "must be ";
  return kinds.every((kind) => kind.startsWith(start))
    ? start + kinds.map((kind) => kind.slice(start.length)).join(" or ")
    : kinds.join(", or ");
}

function messagesOf(issues: readonly { readonly message: string }[]): string {
  return issues.map(({ message }) => message).join("; ");
}
