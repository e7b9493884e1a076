import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "#lib/http/openapi/openapi.ts";

/** Finds the schema at a path of keys through the document, compiled; throws where there is none or it is wrong. */
export type SchemaFinder = (...path: readonly string[]) => ValidateFunction;

/**
 * Compiles the schemas of a document as JSON Schema 2020-12, in strict mode: a keyword that doesn't exist is an error.
 */
export function schemasOf(document: OpenApiDocument): SchemaFinder {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);
  // The document itself is no schema, but where references lead.
  ajv.addVocabulary(["openapi", "info", "servers", "paths", "components"]);
  ajv.addSchema(JSON.parse(JSON.stringify(document)), "document");
  return (...path) => {
    const pointer = path
      .map((key) => `/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`)
      .join("");
    const validate = ajv.getSchema(`document#${pointer}`);
    if (validate === undefined) throw new Error(`The document has no schema at ${path.join(" → ")}.`);
    return validate;
  };
}

/** The paths of all schemas in a document, for `schemasOf`. */
export function schemaPaths(document: OpenApiDocument): string[][] {
  const named = Object.keys(document.components.schemas).map((name) => ["components", "schemas", name]);
  return [...named, ...pathsTo("schema", document)];
}

function pathsTo(wanted: string, value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === wanted ? [[key]] : pathsTo(wanted, inner).map((path) => [key, ...path]),
  );
}
