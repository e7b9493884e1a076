import { type ProblemKind, problemKinds } from "../problem.ts";
import type { JsonSchema } from "./schemas.ts";

export interface OpenApiReference {
  readonly $ref: string;
}

export interface OpenApiHeader {
  readonly description: string;
  readonly schema: JsonSchema;
}

/** The contents of a body, by media type. */
export interface OpenApiContent {
  readonly [type: string]: { readonly schema: JsonSchema; readonly example?: unknown };
}

export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, OpenApiHeader>>;
  readonly content?: OpenApiContent;
}

/** The responses that operations share, by the name of the problem. */
export type SharedResponses = Readonly<Record<ProblemKind, OpenApiResponse>>;

/** Carried by every answer of a route. */
export const requestIdHeader = {
  "X-Request-Id": header("Names the request in the log; the id that a proxy gave it, if any."),
};

export function header(description: string, type: "string" | "integer" = "string"): OpenApiHeader {
  return { description, schema: { type } };
}

/** The responses of all problems. `schema`: the schema of a problem. */
export function sharedResponses(schema: JsonSchema): SharedResponses {
  const response = (kind: ProblemKind, headers: OpenApiResponse["headers"] = {}): OpenApiResponse => ({
    description: `${problemKinds[kind].title}. ${problemKinds[kind].meaning}`,
    headers: { ...requestIdHeader, ...headers },
    content: { "application/problem+json": { schema } },
  });
  const retryAfter = { "Retry-After": header("How many seconds to wait.", "integer") };
  return {
    malformed: response("malformed"),
    unauthenticated: response("unauthenticated", { "WWW-Authenticate": header("`Bearer`.") }),
    forbidden: response("forbidden"),
    "not-found": response("not-found"),
    // Answered before any route is asked.
    "method-not-allowed": response("method-not-allowed", { Allow: header("The methods that the address answers.") }),
    conflict: response("conflict"),
    "edit-conflict": response("edit-conflict"),
    "other-account": response("other-account"),
    "too-large": response("too-large"),
    "unsupported-media-type": response("unsupported-media-type"),
    invalid: response("invalid"),
    "too-many-requests": response("too-many-requests", retryAfter),
    internal: response("internal"),
    unavailable: response("unavailable", retryAfter),
  };
}
