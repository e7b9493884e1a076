type Import = readonly [file: string, specifier: string];

const to = (specifiers: readonly string[], ...files: string[]): Import[] =>
  files.flatMap((file) => specifiers.map((specifier): Import => [file, specifier]));

const services = ["lib/todo-service/trash/a.ts", "lib/task-runs/a.ts", "lib/auth/a.ts"];
const features = [
  "app/(todos)/_row/a.tsx",
  "app/(auth)/a.tsx",
  "app/settings/_form/a.tsx",
  "app/tasks/page.tsx",
  "app/docs/a.tsx",
];
const shared = ["app/_ui/a.tsx", "app/_time/a.ts", "app/_client/a.ts", "app/_feedback/a.tsx"];

/** What the layering refuses (docs/architecture.md). */
export const forbidden: readonly Import[] = [
  // Prisma and the database stay below the services.
  ...to(
    ["#lib/db/client.ts", "#lib/batched-delete/batched-delete.ts", "@prisma/client", "pg", "pg-boss"],
    ...["app/api/x/route.ts", "app/page.tsx", ...features, ...shared, "proxy.ts", "instrumentation-node.ts"],
    "lib/http/route.ts",
  ),
  ...to(
    ["#lib/db/client.ts", "#lib/db/generated/client.ts", "@prisma/adapter-pg", "pg"],
    ...[
      "lib/health/a.ts",
      "lib/scheduler/a.ts",
      "lib/runner/a.ts",
      "lib/engines/postgres/a.ts",
      "lib/tasks/definitions/a.ts",
    ],
  ),
  ["lib/app.ts", "pg"],
  ...to(
    ["pg-boss", "inngest", "inngest/next"],
    "lib/http/a.ts",
    "lib/scheduler/a.ts",
    "lib/runner/a.ts",
    "lib/tasks/a.ts",
    ...services,
  ),
  // Nothing knows who is above it.
  ...to(
    ["#app/x.tsx", "#scripts/databases.ts", "#tests/support/app.ts"],
    "lib/app.ts",
    "lib/http/a.ts",
    "lib/engines/a.ts",
  ),
  ...to(
    ["#app/x.tsx", "#lib/app.ts", "#lib/http/route.ts"],
    "lib/scheduler/a.ts",
    "lib/runner/a.ts",
    "lib/engines/inngest/a.ts",
  ),
  ...to(["#lib/scheduler/scheduler.ts", "#lib/health/readiness.ts"], "lib/tasks/a.ts"),
  ...to(["#lib/engines/engine.ts", "#lib/runner/executor.ts", "#lib/http/route.ts", "#lib/app.ts"], "lib/tasks/a.ts"),
  ...to(
    [
      "#lib/tasks/registry.ts",
      "#lib/engines/engine.ts",
      "#lib/scheduler/scheduler.ts",
      "#lib/http/route.ts",
      "#lib/app.ts",
      "#app/x.tsx",
    ],
    ...[...services, "lib/batched-delete/a.ts", "lib/db/a.ts", "lib/env.ts", "lib/errors.ts", "lib/tracing/a.ts"],
  ),
  // Services stand beside each other.
  ["lib/todo-service/todos/a.ts", "#lib/task-runs/schemas.ts"],
  ["lib/task-runs/a.ts", "#lib/auth/access.ts"],
  ["lib/auth/a.ts", "#lib/todo-service/schemas.ts"],
  ...to(["#lib/task-runs/schemas.ts", "#lib/auth/access.ts"], "lib/db/a.ts", "lib/batched-delete/a.ts"),
  // Features know neither each other nor what is built from them, and what they share knows none of them.
  ...to(
    ["#app/(todos)/_row/todo-row.tsx", "#app/layout.tsx"],
    ...shared,
    "app/settings/page.tsx",
    "app/tasks/runs/[id]/page.tsx",
  ),
  ...to(
    ["#app/settings/page.tsx", "#app/tasks/_run/run-page.tsx", "#app/(auth)/actions.ts"],
    ...shared,
    "app/(todos)/trash/a.tsx",
    "app/docs/a.tsx",
  ),
  ...to(["#app/_shell/app-shell.tsx"], ...shared),
  ...to(["#app/api/todos/route.ts"], "app/_client/api.ts"),
  ["app/x.tsx", "#tests/support/app.ts"],
];

/** What it lets through. */
export const allowed: readonly Import[] = [
  ["app/api/x/route.ts", "#lib/http/route.ts"],
  ["app/api/inngest/route.ts", "inngest/next"],
  ["app/layout.tsx", "#app/(todos)/page.tsx"],
  ...to(
    ["#app/_ui/button.tsx", "#app/_shell/app-shell.tsx", "#app/(auth)/page-access.ts", "./b.ts", "../b.ts"],
    ...features,
  ),
  ...to(["#app/_ui/button.tsx", "#app/_time/clock.tsx", "#app/api/api-routes.ts"], ...shared),
  ["lib/http/route.ts", "#lib/app.ts"],
  ["lib/http/route.ts", "#lib/tasks/registry.ts"],
  ...to(["#lib/db/client.ts", "./runner/runtime.ts", "#lib/http/route.ts"], "lib/app.ts"),
  ["lib/scheduler/a.ts", "#lib/runner/dispatcher.ts"],
  ["lib/runner/a.ts", "#lib/engines/engine.ts"],
  ...to(
    ["#lib/tasks/registry.ts", "#lib/task-runs/run-store.ts"],
    "lib/engines/a.ts",
    "lib/scheduler/a.ts",
    "lib/runner/a.ts",
  ),
  ["lib/engines/postgres/a.ts", "pg-boss"],
  ["lib/engines/inngest/a.ts", "inngest"],
  ["lib/tasks/a.ts", "#lib/todo-service/todo-service.ts"],
  ["lib/tasks/definitions/a.ts", "../define-task.ts"],
  ...to(["#lib/db/client.ts", "#lib/batched-delete/batched-delete.ts", "#lib/env.ts"], ...services),
  ["lib/db/client.ts", "@prisma/adapter-pg"],
  ["scripts/a.ts", "pg"],
  ["tests/a.ts", "#lib/db/client.ts"],
];
