import type { OpenApiDocument } from "#lib/http/openapi/openapi.ts";
import type { OpenApiOperation } from "#lib/http/openapi/operation.ts";

/** The operations under one heading. */
export interface OperationGroup {
  readonly tag: string;
  readonly title: string;
  readonly operations: readonly {
    readonly method: string;
    readonly path: string;
    readonly operation: OpenApiOperation;
  }[];
}

const titles: Readonly<Record<string, string>> = {
  todos: "Todos",
  trash: "Trash",
  settings: "Settings",
  account: "Account",
  tasks: "Tasks, for viewers and admins",
  schedules: "Schedules, for viewers and admins",
  runs: "Runs, for viewers and admins",
  audit: "Audit, for viewers and admins",
  cron: "Schedulers",
  health: "Health",
  metrics: "Metrics",
};

/** The operations of a document, grouped by tag in its order. */
export function operationGroups({ paths }: OpenApiDocument): OperationGroup[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const byTag = Map.groupBy(all, ({ operation }) => operation.tags[0] ?? "");
  return [...byTag].map(([tag, operations]) => ({ tag, title: titles[tag] ?? tag, operations }));
}
