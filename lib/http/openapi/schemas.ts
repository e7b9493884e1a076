import { z } from "zod";

/** A JSON Schema as OpenAPI 3.1 has them. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Turns zod schemas into JSON Schemas that share the named ones. */
export interface SchemaCollection {
  /** The named schemas that were met so far. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** `input` for requests, `output` for answers. */
  convert(schema: z.ZodType, io: "input" | "output"): JsonSchema;
}

export function collectSchemas(names: Readonly<Record<string, z.ZodType>>): SchemaCollection {
  // A registry of its own, since zod's global one refuses to see a name twice, and development reloads modules.
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(names)) registry.add(schema, { id });
  const components: Record<string, JsonSchema> = {};
  return {
    components,
    convert(schema, io) {
      const converted = z.toJSONSchema(schema, {
        metadata: registry,
        io,
        unrepresentable: "any",
        override({ zodSchema, jsonSchema }) {
          simplify(jsonSchema, io);
          // Descriptions, and rules that refinements can't tell by themselves.
          Object.assign(jsonSchema, z.globalRegistry.get(zodSchema));
        },
      });
      const { $schema: _, $defs = {}, ...root } = relink(converted);
      for (const [name, definition] of Object.entries($defs)) if (name in names) components[name] = definition;
      return root;
    },
  };
}

/** Leaves out rules that tell readers nothing. */
function simplify(schema: JsonSchema, io: "input" | "output"): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // An answer may get more fields in a later version, and clients should not break then.
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}

/** Points to the components of the document. Only "any JSON" has a definition without a name: it may be anything. */
function relink(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key !== "$ref") return isAnyJson(value) ? {} : value;
    return String(value).replace("#/$defs/", "#/components/schemas/");
  });
}

function isAnyJson(value: unknown): boolean {
  return z.object({ $ref: z.string().startsWith("#/components/schemas/__schema") }).safeParse(value).success;
}
