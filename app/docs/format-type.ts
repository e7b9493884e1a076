import type { OpenApiParameter } from "#lib/http/openapi/parameters.ts";
import type { JsonSchema } from "#lib/http/openapi/schemas.ts";

/** The type of a value in words. `ref` names an object described elsewhere on the page. */
export type TypeText = readonly (string | { readonly ref: string })[];

const formats: Readonly<Record<string, string>> = {
  date: "a day such as 2026-12-24",
  "date-time": "an instant in UTC",
  uuid: "a UUID",
  uri: "a URL",
};

const types: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  null: "null",
};

/** One field of an object. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeText;
  readonly description: string | undefined;
}

/** The fields of an object schema; none for any other schema. */
export function fieldsOf(schema: JsonSchema): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    type: typeText(property),
    description: typeof property === "boolean" ? undefined : property.description,
  }));
}

/**
 * The parameters of an operation in its path and query, or in headers. Lists the fields of an object as parameters of
 * their own, as in a URL.
 */
export function parameterFields(parameters: readonly OpenApiParameter[], place: "url" | "header"): Field[] {
  return parameters
    .filter((parameter) => (parameter.in === "header") === (place === "header"))
    .flatMap(({ name, required, schema, explode }) =>
      explode ? fieldsOf(schema) : fieldsOf({ properties: { [name]: schema }, required: required ? [name] : [] }),
    );
}

/** The rule of an object beyond its required fields, in words; null without one. */
export function fieldRule({ anyOf = [], minProperties }: JsonSchema): string | null {
  const names = anyOf.flatMap(({ properties, required }) => (properties ? [] : (required ?? [])));
  if (names.length > 0) return `At least one of ${names.map((name) => `\`${name}\``).join(", ")}.`;
  return minProperties === undefined ? null : `At least ${minProperties} field${minProperties === 1 ? "" : "s"}.`;
}

export function typeText(schema: JsonSchema | boolean): TypeText {
  if (typeof schema === "boolean") return ["anything"];
  const { $ref, enum: values, const: constant, anyOf, items } = schema;
  if ($ref !== undefined) return [{ ref: nameOf($ref) }];
  if (constant !== undefined) return [JSON.stringify(constant)];
  if (values !== undefined) {
    // An empty value counts as absent, which goes without saying.
    return [valuesText(values.filter((value) => value !== "").map((value) => JSON.stringify(value)))];
  }
  if (anyOf !== undefined) return anyOf.flatMap((each, n) => (n === 0 ? typeText(each) : [" or ", ...typeText(each)]));
  const fields = Object.keys(schema.properties ?? {});
  if (fields.length > 0) return [`an object with ${fields.join(", ")}`];
  if (items !== undefined && !Array.isArray(items)) return ["a list of: ", ...typeText(items), limits(schema, "items")];
  return [plainText(schema)];
}

const valuesShown = 12;

function valuesText(values: readonly string[]): string {
  if (values.length <= valuesShown) return values.join(", ");
  return `one of ${values.length} values such as ${values.slice(0, 3).join(", ")}`;
}

/** The last part of a reference, e.g. `Todo`. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

function plainText(schema: JsonSchema): string {
  const { type, format } = schema;
  if (format !== undefined && format in formats) return formats[format] ?? format;
  const names = (Array.isArray(type) ? type : [type]).map((name) => (name === undefined ? "any JSON" : types[name]));
  const unit = type === "string" ? "characters" : "";
  return names.join(" or ") + limits(schema, unit);
}

function limits(schema: JsonSchema, unit: string): string {
  const least = schema.minLength ?? schema.minimum ?? schema.minItems;
  const most = schema.maxLength ?? schema.maximum ?? schema.maxItems;
  const range = [least !== undefined && `at least ${least}`, most !== undefined && `at most ${most}`].filter(Boolean);
  const initial = schema.default === undefined || schema.default === "" ? "" : `; default ${String(schema.default)}`;
  return (range.length === 0 ? "" : `, ${range.join(", ")} ${unit}`.trimEnd()) + initial;
}
