import { mutantsOf } from "../mutant.ts";

const conditionTests = ["tests/integration/task-runs/claims.condition.test.ts"];

export const claims = [
  ...mutantsOf("lib/task-runs/schedules.ts", conditionTests, [
    ["claims a slot from before a registration that it has not read", "registeredAt: { lte: slot },", ""],
    ["claims a schedule that is being paused", "paused: false,\n              registeredAt", "registeredAt"],
    ["claims by a cron that is being replaced", "cron: schedule.cron,", ""],
    ["claims by a time zone that is being replaced", "timeZone: schedule.timeZone,", ""],
    ["claims a slot that is being claimed", "OR: [{ lastSlot: null }, { lastSlot: { lt: slot } }],", ""],
  ]),
];
