import type { Access } from "#lib/auth/access.ts";
import { type ProblemKind, problemKinds } from "../problem.ts";
import type { RouteDeclaration } from "../route.ts";
import type { JsonSchema, SchemaCollection } from "./schemas.ts";

export interface OpenApiParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface Content {
  readonly [type: string]: { readonly schema: JsonSchema; readonly example?: unknown };
}

export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
  readonly content?: Content;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, OpenApiResponse | { readonly $ref: string }>>;
}

/** Describes one operation from its declaration. `path` is in OpenAPI's form, e.g. `/api/todos/{id}`. */
export function describeOperation(
  method: string,
  path: string,
  declaration: RouteDeclaration,
  schemas: SchemaCollection,
): OpenApiOperation {
  const { summary, description, access } = declaration;
  return {
    operationId: operationId(method, path),
    tags: [path.split("/")[2] ?? "api"],
    summary,
    ...(description !== undefined && { description }),
    security: security[access],
    parameters: [
      ...parametersOf("path", declaration.params && schemas.convert(declaration.params, "input")),
      ...parametersOf("query", declaration.query && schemas.convert(declaration.query, "input")),
    ],
    ...(declaration.body && { requestBody: requestBody(declaration, schemas.convert(declaration.body, "input")) }),
    responses: {
      ...successes(declaration, schemas),
      ...Object.fromEntries(
        problemsOf(method, declaration).map((kind) => [
          String(problemKinds[kind].status),
          { $ref: `#/components/responses/${kind}` },
        ]),
      ),
    },
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

function parametersOf(place: "path" | "query", schema: JsonSchema | undefined): OpenApiParameter[] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (schema?.required ?? []).includes(name),
    schema: typeof property === "boolean" ? {} : property,
  }));
}

function requestBody(declaration: RouteDeclaration, schema: JsonSchema) {
  const required = declaration.body?.safeParse(undefined).success === false;
  const example = declaration.example === undefined ? {} : { example: declaration.example };
  return { required, content: { "application/json": { schema, ...example } } };
}

function successes(declaration: RouteDeclaration, schemas: SchemaCollection): Record<string, OpenApiResponse> {
  if (declaration.response === undefined) return { "204": { description: "Done." } };
  const schema = schemas.convert(declaration.response, "output");
  const types = declaration.mediaTypes ?? ["application/json"];
  const content = Object.fromEntries(types.map((type) => [type, { schema }]));
  return Object.fromEntries(
    (declaration.statuses ?? [200]).map((status) => [
      String(status),
      { description: statusTexts[status] ?? "The answer.", ...locationOf(status), content },
    ]),
  );
}

const statusTexts: Readonly<Record<number, string>> = {
  200: "The answer.",
  201: "Created.",
  202: "Accepted; it goes on in the background.",
  503: "Not ready.",
};

function locationOf(status: number): Pick<OpenApiResponse, "headers"> {
  if (status !== 201 && status !== 202) return {};
  return { headers: { Location: { description: "Where to find it.", schema: { type: "string" } } } };
}

/** What can go wrong, from what a route takes. */
function problemsOf(method: string, declaration: RouteDeclaration): ProblemKind[] {
  const { access, params, query, body, problems = [] } = declaration;
  const byCookie = access === "user" || access === "admin";
  const kinds: (ProblemKind | false | undefined)[] = [
    body && "malformed",
    access !== "public" && "unauthenticated",
    byCookie && (access === "admin" || method !== "GET") && "forbidden",
    params && "not-found",
    body && "too-large",
    body && "unsupported-media-type",
    (query ?? body) && "invalid",
    ...problems,
    access !== "cron" && "too-many-requests",
    "internal",
  ];
  return kinds.filter((kind) => kind !== false && kind !== undefined);
}

const sessionOrKey = [{ session: [] }, { apiKey: [] }];
const security: Readonly<Record<Access, OpenApiOperation["security"]>> = {
  public: [],
  user: sessionOrKey,
  admin: sessionOrKey,
  cron: [{ cronSecret: [] }],
};
