import { isProgramAccess } from "#lib/auth/access.ts";
import { type ProblemKind, problemKinds } from "../problem.ts";
import type { RouteDeclaration } from "../route.ts";
import {
  header,
  type OpenApiReference,
  type OpenApiResponse,
  requestIdHeader,
  type SharedResponses,
} from "./responses.ts";
import type { SchemaCollection } from "./schemas.ts";

export type OpenApiResponses = Readonly<Record<string, OpenApiResponse | OpenApiReference>>;

interface Answer {
  readonly status: number;
  /** Of a shared response; null for an answer of this operation alone. */
  readonly name: ProblemKind | null;
  readonly response: OpenApiResponse;
}

/** Every answer that an operation may give, by status. */
export function answersOf(
  declaration: RouteDeclaration,
  { schemas, responses }: { schemas: SchemaCollection; responses: SharedResponses },
): OpenApiResponses {
  const shared = (status: number, name: ProblemKind): Answer => ({ status, name, response: responses[name] });
  const answers = [
    ...successesOf(declaration, schemas),
    shared(405, "method-not-allowed"),
    ...problemsOf(declaration).map((kind) => shared(problemKinds[kind].status, kind)),
  ];
  const byStatus = Map.groupBy(answers, ({ status }) => String(status));
  return Object.fromEntries([...byStatus].map(([status, alternatives]) => [status, oneOf(alternatives)]));
}

/** A document has one response for each status. */
function oneOf(answers: readonly Answer[]): OpenApiResponse | OpenApiReference {
  const [{ name } = { name: null }, ...more] = answers;
  if (name !== null && more.length === 0) return { $ref: `#/components/responses/${name}` };
  const responses = answers.map(({ response }) => response);
  const contents = responses.flatMap(({ content }) => Object.entries(content ?? {}));
  return {
    description: responses.map(({ description }) => description).join(" Or: "),
    headers: Object.fromEntries(responses.flatMap(({ headers }) => Object.entries(headers ?? {}))),
    ...(contents.length > 0 && { content: Object.fromEntries(contents) }),
  };
}

const statusTexts: Readonly<Record<number, string>> = {
  200: "The answer.",
  201: "Created.",
  202: "Accepted; it goes on in the background.",
  204: "Done.",
  304: "The same as the client has.",
  503: "Not ready.",
};

function successesOf(declaration: RouteDeclaration, schemas: SchemaCollection): Answer[] {
  const { response, statuses = [response ? 200 : 204], responseHeaders = {} } = declaration;
  const bodies = declaration.mediaTypes ?? (response && { "application/json": response });
  const content = Object.entries(bodies ?? {}).map(([type, body]) => [
    type,
    { schema: schemas.convert(body, "output") },
  ]);
  const headers = Object.entries(responseHeaders).map(([name, description]) => [name, header(description)]);
  return statuses.map((status) => ({
    status,
    name: null,
    response: {
      description: statusTexts[status] ?? "The answer.",
      headers: {
        ...requestIdHeader,
        ...((status === 201 || status === 202) && { Location: header("Where to find it.") }),
        ...Object.fromEntries(headers),
      },
      ...(content.length > 0 && status !== 304 && { content: Object.fromEntries(content) }),
    },
  }));
}

/** The problems of a route, from its input and its callers. */
function problemsOf(declaration: RouteDeclaration): ProblemKind[] {
  const { access, params, query, body, upload, problems = [] } = declaration;
  const byCookie = access !== "public" && !isProgramAccess(access);
  const kinds: (ProblemKind | false | undefined)[] = [
    (body ?? upload) && "malformed",
    access !== "public" && "unauthenticated",
    // An admin's route, a key without the scope, or a browser on another site.
    byCookie && "forbidden",
    byCookie && "other-account",
    params && "not-found",
    (body ?? upload) && "too-large",
    body && "unsupported-media-type",
    (query ?? body) && "invalid",
    ...problems,
    !isProgramAccess(access) && "too-many-requests",
    "internal",
    // Everybody who is known is looked up in the database.
    access !== "public" && "unavailable",
  ];
  return [...new Set(kinds)].filter((kind) => kind !== false && kind !== undefined);
}
