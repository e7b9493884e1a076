import { mutantsOf } from "../mutant.ts";

const schedules = "lib/task-runs/schedules.ts";
const claimTests = "tests/integration/task-runs/claims.test.ts";

export const claims = [
  ...mutantsOf(
    schedules,
    ["tests/integration/task-runs/claims.condition.test.ts"],
    [
      ["claims a slot from before a registration that it has not read", "registeredAt: { lte: slot },", ""],
      ["claims a schedule that is being paused", "paused: false,\n              registeredAt", "registeredAt"],
      ["claims by a cron that is being replaced", "cron: schedule.cron,", ""],
      ["claims by a time zone that is being replaced", "timeZone: schedule.timeZone,", ""],
      ["claims a slot that is being claimed", "OR: [{ lastSlot: null }, { lastSlot: { lt: slot } }],", ""],
      [
        "records a run although its claim failed",
        `if (claimed.count === 0) return { run: null, reason: "not-due" };`,
        "",
      ],
    ],
  ),
  ...mutantsOf(
    schedules,
    [claimTests],
    [
      ["fails on a slot that has a run already", "            skipDuplicates: true,", ""],
      [
        "calls a late slot punctual",
        `> ON_TIME_MS ? "catch-up" : "schedule"`,
        `> ON_TIME_MS ? "schedule" : "schedule"`,
      ],
      ["starts an active schedule over", "where: { task, paused: true }, data", "where: { task }, data"],
      ["catches up the slots of a pause", "{ ...resumedColumns, registeredAt: now }", "resumedColumns"],
      ["starts an unchanged schedule over", "IS DISTINCT FROM", "IS NOT NULL OR true OR (task, task) ="],
      ["goes on with what is not declared any more", "data: { cron: null } }", "data: {} }"],
      [
        "starts a changed schedule where the old one was",
        "registered_at = excluded.registered_at",
        "task = excluded.task",
      ],
    ],
  ),
  ...mutantsOf(
    "lib/task-runs/schedule/next-slot.ts",
    [claimTests],
    [["runs another slot than the one that was meant", "wanted.getTime() === slot.getTime()", "wanted.getTime() > 0"]],
  ),
  ...mutantsOf(
    "lib/task-runs/clocks/guarded-schedules.ts",
    ["tests/integration/scheduler/clocks.test.ts"],
    [
      ["claims by a wrong clock", "await clockGuard.verify();\n      await repair", "await repair"],
      ["leaves slots of the future claimed", "await repair.repairSchedules(now);", ""],
    ],
  ),
  ...mutantsOf(
    "lib/task-runs/request-claims.ts",
    ["tests/integration/task-runs/request-claims.test.ts"],
    [
      [
        "gives a task to every request that found it free",
        "WHERE request_claim.claimed_until =",
        "WHERE true OR excluded.claimed_until =",
      ],
      [
        "claims what another request executes",
        "(claim.task IS NULL OR claim.claimed_until <=",
        "(true OR claim.claimed_until <=",
      ],
      [
        "counts a request that was killed after its answer",
        "(status = 'running' AND NOT after_answer)",
        "(status = 'running')",
      ],
      [
        "claims the runs of other engines",
        "run.held_at IS NULL AND run.engine = 'in-request'\n        AND",
        "run.held_at IS NULL AND",
      ],
    ],
  ),
];
