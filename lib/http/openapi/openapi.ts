import { problemSchema } from "../problem.ts";
import type { Route } from "../route.ts";
import { describeOperation, type OpenApiOperation } from "./operation.ts";
import { type SharedResponses, sharedResponses } from "./responses.ts";
import { collectSchemas, type JsonSchema } from "./schemas.ts";

/** The methods that a route may answer. */
export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];

/** Route modules by their place below `app`, e.g. `/api/todos/[id]`. */
export type RouteModules = Readonly<Record<string, { readonly [M in Method]?: Route }>>;

export interface OpenApiDocument {
  readonly openapi: "3.1.1";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: SharedResponses;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

/**
 * Describes routes from their own declarations. `names` says which schemas the document shares, and under which name.
 */
export function describeRoutes(
  routes: RouteModules,
  options: { names: Parameters<typeof collectSchemas>[0]; serverUrl: string },
): OpenApiDocument {
  const schemas = collectSchemas({ ...options.names, Problem: problemSchema });
  const responses = sharedResponses(schemas.convert(problemSchema, "output"));
  const paths = Object.entries(routes).map(([place, module]) => {
    const path = place.replace(/\[(\w+)\]/g, "{$1}");
    const operations = methods.flatMap((method) => {
      const declaration = module[method]?.declaration;
      return declaration
        ? [[method.toLowerCase(), describeOperation(method, path, declaration, { schemas, responses })] as const]
        : [];
    });
    return [path, Object.fromEntries(operations)] as const;
  });
  return {
    openapi: "3.1.1",
    info: {
      title: "Tidy",
      version: "1.0.0",
      description: "A todo list that cleans up after itself. JSON in and out; errors are RFC 9457 problems.",
    },
    servers: [{ url: options.serverUrl }],
    paths: Object.fromEntries(paths),
    components: { schemas: schemas.components, responses, securitySchemes },
  };
}

const securitySchemes = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "tidy.session_token",
    description: "The cookie of a signed-in browser. Over HTTPS its name starts with `__Host-`.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    description:
      "An API key from the settings; it starts with `tidy_`. Its scopes say what it may do: `todos` for todos and settings, `tasks:read` and `tasks:write` for tasks and runs. Without the scope the answer is 403.",
  },
  cronSecret: { type: "http", scheme: "bearer", description: "The installation's CRON_SECRET, for schedulers." },
  metricsToken: { type: "http", scheme: "bearer", description: "The installation's METRICS_TOKEN, for monitors." },
};
