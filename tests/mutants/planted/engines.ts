import { mutantsOf } from "../mutant.ts";

const inngestTests = "tests/conformance/fake-inngest";

export const engines = [
  ...mutantsOf(
    "lib/engines/inngest/inngest-engine.ts",
    [`${inngestTests}/server-api.test.ts`],
    [["gives a requeued run an event that Inngest has seen", "run.attempt === 0 ?", "run.attempt >= 0 ?"]],
  ),
  ...mutantsOf(
    "lib/engines/inngest/functions.ts",
    [`${inngestTests}/runs.test.ts`],
    [["keeps the attempt when Inngest tries again", "before === null || attempt > 0 ?", "before === null ?"]],
  ),
  ...mutantsOf(
    "lib/engines/postgres/postgres-engine.ts",
    ["tests/integration/engines/postgres-engine.test.ts"],
    [
      ["gives a requeued run all its retries again", "Math.max(0, retries - run.failures.length)", "retries"],
      ["gives a requeued run the job that has ended", "run.attempt === 0 ?", "run.attempt >= 0 ?"],
      ["forgets the try of a run that was lost in a backlog", "{ lastAttempt: job.retryLimit + 1 }", "{}"],
    ],
  ),
  ...mutantsOf(
    "lib/engines/postgres/backlog.ts",
    ["tests/integration/engines/postgres-engine.test.ts"],
    [["forgets a failed try of a run in a backlog", "SET started_on = now()", "SET started_on = started_on"]],
  ),
  ...mutantsOf(
    "lib/engines/postgres/backlog.ts",
    ["tests/integration/engines/backlog.test.ts"],
    [
      ["completes a job that another process has fetched", " AND state < 'active'`", "`"],
      ["fails a job that another process has fetched", "if (rows.length > 0) await", "await"],
    ],
  ),
  ...mutantsOf(
    "lib/engines/postgres/postgres-engine.ts",
    ["tests/integration/engines/stop.test.ts"],
    [
      [
        "takes another job while it stops",
        "await Promise.all(catalog.all.map((task) => boss?.offWork(queueName(task.name), { wait: false })));",
        "",
      ],
    ],
  ),
  ...mutantsOf(
    "lib/composition/create-app.ts",
    ["tests/integration/scheduler/scheduler.test.ts"],
    [
      [
        "stops the engine before the ticker, which still dispatches",
        "await ticker.stop();\n    await engine.stop();",
        "await engine.stop();\n    await ticker.stop();",
      ],
    ],
  ),
];
