type Import = readonly [file: string, specifier: string];

const to = (specifiers: readonly string[], ...files: string[]): Import[] =>
  files.flatMap((file) => specifiers.map((specifier): Import => [file, specifier]));

const root = ["lib/app.ts", "lib/composition/create-app.ts"];
const services = ["lib/todo-service/trash/a.ts", "lib/task-runs/a.ts", "lib/auth/a.ts"];
const machinery = ["lib/health/a.ts", "lib/scheduler/a.ts", "lib/runner/a.ts", "lib/tasks/definitions/a.ts"];
const features = ["app/(todos)/_row/a.tsx", "app/(auth)/a.tsx", "app/settings/_form/a.tsx", "app/tasks/page.tsx"];
const shared = ["app/_ui/a.tsx", "app/_time/a.ts", "app/_client/a.ts", "app/_feedback/a.tsx"];
const delivery = ["app/api/x/route.ts", "app/page.tsx", "proxy.ts", "instrumentation-node.ts", ...features, ...shared];

/** Imports that are refused beside those against the arrows of docs/architecture.md. */
export const forbidden: readonly Import[] = [
  // Prisma and the database stay below the services, an engine's library within the engine.
  ...to(["#lib/db/client.ts", "@prisma/client", "pg", "pg-boss"], "lib/http/a.ts", ...delivery, ...machinery),
  ...to(["#lib/db/client.ts", "@prisma/client", "pg"], "lib/engines/postgres/a.ts"),
  ...to(["pg-boss", "inngest", "inngest/next"], ...root, "lib/http/a.ts", ...machinery, ...services, "lib/env.ts"),
  ...to(["#lib/runner/executor.ts", "#lib/scheduler/ticker.ts"], ...delivery),
  // Services stand beside each other, and their common base knows nothing of them.
  ["lib/todo-service/todos/a.ts", "#lib/task-runs/schemas.ts"],
  ["lib/task-runs/a.ts", "#lib/auth/access.ts"],
  ["lib/auth/a.ts", "#lib/todo-service/schemas.ts"],
  ...to(
    ["#lib/tasks/registry.ts", "#lib/task-runs/json.ts", "#lib/app.ts"],
    "lib/env.ts",
    "lib/errors.ts",
    "lib/tracing/a.ts",
  ),
  // Shared code knows no feature, and a feature knows of another only what that one exports.
  ...to(
    ["#app/(todos)/_row/todo-row.tsx", "#app/layout.tsx"],
    ...shared,
    "app/settings/page.tsx",
    "app/tasks/runs/[id]/page.tsx",
  ),
  ...to(
    ["#app/settings/page.tsx", "#app/tasks/_run/run-page.tsx", "#app/(auth)/actions.ts"],
    ...shared,
    "app/docs/a.tsx",
  ),
  ...to(["#app/_shell/app-shell.tsx", "#app/api/todos/route.ts"], ...shared),
  // Next's link asks the server for each page that it could lead to.
  ...to(["next/link"], "app/layout.tsx", "app/api/x/route.ts", ...features, ...shared),
  // Code that ships needs neither scripts nor tests.
  ...to(["#scripts/dev.ts", "#tests/support/app.ts"], ...delivery, ...root, "lib/http/a.ts", ...machinery, ...services),
];

/** Imports that are let through. */
export const allowed: readonly Import[] = [
  ["app/layout.tsx", "#app/(todos)/page.tsx"],
  ["app/api/inngest/route.ts", "inngest/next"],
  ...to(
    ["#app/_ui/button.tsx", "#app/_shell/app-shell.tsx", "#app/(auth)/page-access.ts", "./b.ts", "../b.ts"],
    ...features,
  ),
  ...to(["#app/_ui/button.tsx", "#app/_time/clock.tsx", "#app/api/api-routes.ts"], ...shared),
  ["lib/engines/postgres/a.ts", "pg-boss"],
  ["lib/engines/inngest/a.ts", "inngest"],
  ["lib/tasks/definitions/a.ts", "../define-task.ts"],
  ...to(["#lib/db/client.ts", "#lib/env.ts", "zod"], ...services),
  ["lib/db/client.ts", "@prisma/adapter-pg"],
  ["scripts/a.ts", "pg"],
  ["tests/a.ts", "#lib/db/client.ts"],
];
