import { mutantsOf } from "../mutant.ts";

const dueTests = ["tests/unit/lib/task-runs/slots.due.test.ts"];

export const slots = [
  ...mutantsOf("lib/task-runs/slots.ts", dueTests, [
    ["claims slots from before the registration", " || slot < schedule.registeredAt ?", " ?"],
    [
      "claims no slot at the instant of the registration",
      "slot < schedule.registeredAt",
      "slot <= schedule.registeredAt",
    ],
    ["claims a slot again", "slot <= schedule.lastSlot", "slot < schedule.lastSlot"],
    ["claims while paused", `if (schedule.paused) return { kind: "paused" };`, ""],
    ["is overdue without grace", "now.getTime() - graceMs", "now.getTime()"],
    ["gives hosts of requests no longer grace", `engine === "in-request" ? GRACE_WITHIN_REQUESTS_MS : `, ""],
  ]),
  ...mutantsOf(
    "lib/task-runs/slots.ts",
    ["tests/unit/lib/task-runs/slots.test.ts"],
    [
      ["reads times in UTC", "timezone: timeZone", `timezone: timeZone === "" ? "" : "UTC"`],
      ["is never due at its very instant", "* 1000 + 1000)", "* 1000)"],
      ["loses times that a change of clocks skips or repeats", `, fixedTimeRule: "no-wildcard"`, ""],
    ],
  ),
];
