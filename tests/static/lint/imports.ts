type Import = readonly [file: string, specifier: string];

/** What the layering refuses (DESIGN §3), spelled with `#` or as a relative path. */
export const forbidden: readonly Import[] = [
  // Prisma and the database stay below the services.
  ["app/api/x/route.ts", "#lib/db/client.ts"],
  ["app/api/x/route.ts", "#lib/db/client.ts"],
  ["app/(todos)/page.tsx", "@prisma/client"],
  ["proxy.ts", "./lib/db/client.ts"],
  ["instrumentation-node.ts", "#lib/db/client.ts"],
  ["lib/http/route.ts", "../db/client.ts"],
  ["lib/http/route.ts", "#lib/db/generated/client.ts"],
  ["lib/scheduler/scheduler.ts", "#lib/db/client.ts"],
  ["lib/engines/postgres/queues.ts", "../../db/client.ts"],
  ["lib/engines/postgres/queues.ts", "pg"],
  ["lib/tasks/definitions/a.ts", "#lib/db/client.ts"],
  ["lib/tasks/definitions/a.ts", "../../db/client.ts"],
  ["lib/tasks/definitions/a.ts", "@prisma/adapter-pg"],
  ["lib/tasks/definitions/a.ts", "pg-boss"],
  ["lib/app.ts", "pg"],
  // Tasks know neither engines nor HTTP nor pages.
  ["lib/tasks/a.ts", "#lib/scheduler/scheduler.ts"],
  ["lib/tasks/a.ts", "../engines/engine.ts"],
  ["lib/tasks/a.ts", "../http/route.ts"],
  ["lib/tasks/a.ts", "../app.ts"],
  ["lib/tasks/a.ts", "inngest"],
  // Engines know neither HTTP nor pages, nor who builds them.
  ["lib/engines/a.ts", "#lib/http/route.ts"],
  ["lib/engines/inngest/a.ts", "../../http/route.ts"],
  ["lib/engines/inngest/a.ts", "../../app.ts"],
  ["lib/engines/a.ts", "#app/api/x/route.ts"],
  // Services know nothing of tasks, engines, HTTP or pages.
  ...["todo-service", "task-runs", "auth", "batched-delete"].flatMap((service) =>
    [
      "#lib/tasks/registry.ts",
      "../tasks/registry.ts",
      "#lib/scheduler/scheduler.ts",
      "../engines/engine.ts",
      "../http/route.ts",
      "../app.ts",
      "#app/x.tsx",
      "../../app/x.tsx",
      "inngest/next",
      "pg-boss",
    ].map((specifier): Import => [`lib/${service}/a.ts`, specifier]),
  ),
  // What everything stands on stands on nothing.
  ["lib/db/a.ts", "../todo-service/todo-service.ts"],
  ["lib/db/a.ts", "#lib/task-runs/run-store.ts"],
  ["lib/env.ts", "./tasks/registry.ts"],
  ["lib/errors.ts", "./http/problem.ts"],
  // Pages are nobody's dependency, and code that ships needs no scripts or tests.
  ["lib/http/a.ts", "../../app/x.tsx"],
  ["lib/app.ts", "#app/x.tsx"],
  ["app/x.tsx", "#tests/support/app.ts"],
  ["lib/todo-service/a.ts", "#scripts/databases.ts"],
  ["lib/engines/a.ts", "../../scripts/databases.ts"],
];

/** What it lets through. */
export const allowed: readonly Import[] = [
  ["app/api/x/route.ts", "#lib/http/route.ts"],
  ["app/api/inngest/route.ts", "inngest/next"],
  ["app/tasks/page.tsx", "#app/tasks/_components/table.tsx"],
  ["lib/http/route.ts", "#lib/app.ts"],
  ["lib/http/route.ts", "#lib/tasks/registry.ts"],
  ["lib/app.ts", "#lib/db/client.ts"],
  ["lib/app.ts", "./runner/runtime.ts"],
  ["lib/engines/a.ts", "#lib/tasks/registry.ts"],
  ["lib/engines/a.ts", "#lib/task-runs/run-store.ts"],
  ["lib/engines/postgres/a.ts", "pg-boss"],
  ["lib/engines/inngest/a.ts", "inngest"],
  ["lib/tasks/a.ts", "#lib/todo-service/todo-service.ts"],
  ["lib/tasks/definitions/a.ts", "../define-task.ts"],
  ["lib/task-runs/a.ts", "#lib/db/client.ts"],
  ["lib/todo-service/a.ts", "#lib/batched-delete/batched-delete.ts"],
  ["lib/db/client.ts", "@prisma/adapter-pg"],
  ["scripts/a.ts", "pg"],
  ["tests/a.ts", "#lib/db/client.ts"],
];
