import type { RouteDeclaration } from "../route.ts";
import type { JsonSchema, SchemaCollection } from "./schemas.ts";

export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  /** An empty value counts as absent. */
  readonly allowEmptyValue?: true;
  /** With an object as schema: each of its fields is a parameter of its own. */
  readonly style?: "form";
  readonly explode?: true;
  readonly schema: JsonSchema;
}

/** The parameters of an operation. */
export function parametersOf(declaration: RouteDeclaration, schemas: SchemaCollection): OpenApiParameter[] {
  const { params, query, headers } = declaration;
  return [
    ...(params ? single("path", schemas.convert(params, "input")) : []),
    ...(query ? queryParameters(schemas.convert(query, "input")) : []),
    ...(headers ? single("header", schemas.convert(headers, "input")) : []),
  ];
}

/**
 * OpenAPI 3.1 can't tell which values of several parameters go together, but the schema of an object can: parameters
 * that the alternatives of a query name become one "exploded" object, which looks the same in a URL.
 */
function queryParameters(schema: JsonSchema): OpenApiParameter[] {
  const { anyOf } = schema;
  if (anyOf === undefined) return single("query", schema);
  const together = new Set(anyOf.flatMap((alternative) => Object.keys(alternative.properties ?? {})));
  const entries = Object.entries(schema.properties ?? {});
  const dependent = entries.filter(([name]) => together.has(name)).map(([name, property]) => [name, orEmpty(property)]);
  const alone = entries.filter(([name]) => !together.has(name));
  const group = {
    name: dependent.map(([name]) => name).join("-"),
    in: "query",
    required: false,
    style: "form",
    explode: true,
    schema: {
      type: "object",
      properties: Object.fromEntries(dependent),
      additionalProperties: false,
      anyOf: anyOf.map(withEmptyValues),
    },
  } as const;
  return [group, ...single("query", { ...schema, properties: Object.fromEntries(alone) })];
}

/** The value of `allowEmptyValue` for a parameter that stands alone. */
function orEmpty(schema: JsonSchema | boolean): JsonSchema {
  if (typeof schema === "boolean") return {};
  const { enum: values, const: constant, pattern, ...rest } = schema;
  if (constant !== undefined) return { ...rest, enum: [constant, ""] };
  if (values !== undefined) return { ...rest, enum: [...values, ""] };
  return pattern === undefined ? schema : { ...rest, pattern: `^$|${pattern}` };
}

function withEmptyValues({ properties = {}, required = [], ...rest }: JsonSchema): JsonSchema {
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    required.includes(name) ? property : orEmpty(property),
  ]);
  return { ...rest, required, properties: Object.fromEntries(entries) };
}

function single(place: OpenApiParameter["in"], schema: JsonSchema): OpenApiParameter[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (schema.required ?? []).includes(name),
    ...(place === "query" && { allowEmptyValue: true }),
    schema: typeof property === "boolean" ? {} : property,
  }));
}
