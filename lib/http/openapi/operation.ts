import type { Access } from "#lib/auth/access.ts";
import type { RouteDeclaration } from "../route.ts";
import { answersOf, type OpenApiResponses } from "./answers.ts";
import { type OpenApiParameter, parametersOf } from "./parameters.ts";
import type { OpenApiContent, SharedResponses } from "./responses.ts";
import type { JsonSchema, SchemaCollection } from "./schemas.ts";

export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: OpenApiContent };
  readonly responses: OpenApiResponses;
}

/** Describes one operation from its declaration. `path` is in OpenAPI's form, e.g. `/api/todos/{id}`. */
export function describeOperation(
  method: string,
  path: string,
  declaration: RouteDeclaration,
  shared: { schemas: SchemaCollection; responses: SharedResponses },
): OpenApiOperation {
  const { summary, description, access, body, upload } = declaration;
  const { schemas } = shared;
  return {
    operationId: operationId(method, path),
    tags: [path.split("/")[2] ?? "api"],
    summary,
    ...(description !== undefined && { description }),
    security: security[access],
    parameters: parametersOf(declaration, schemas),
    ...(body && { requestBody: requestBody(declaration, schemas.convert(body, "input")) }),
    ...(upload && { requestBody: uploadedFile(upload) }),
    responses: answersOf(declaration, shared),
  };
}

/** `PATCH /api/todos/{id}` → `patchTodosById`. */
function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/api\//, "")
    .replace(/\{(\w+)\}/g, "by-$1")
    .split(/[^A-Za-z]+/);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function requestBody(declaration: RouteDeclaration, schema: JsonSchema) {
  const required = declaration.body?.safeParse(undefined).success === false;
  const example = declaration.example === undefined ? {} : { example: declaration.example };
  return { required, content: { "application/json": { schema, ...example } } };
}

function uploadedFile({ description, example }: NonNullable<RouteDeclaration["upload"]>) {
  const schema: JsonSchema = { type: "string", description };
  return { required: true, content: { "application/octet-stream": { schema, example } } };
}

const sessionOrKey = [{ session: [] }, { apiKey: [] }];
const security: Readonly<Record<Access, OpenApiOperation["security"]>> = {
  public: [],
  user: sessionOrKey,
  viewer: sessionOrKey,
  admin: sessionOrKey,
  cron: [{ cronSecret: [] }],
  metrics: [{ metricsToken: [] }],
};
