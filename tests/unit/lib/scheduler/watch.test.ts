import { expect, test } from "vitest";
import { watchedClaims } from "#lib/scheduler/watch.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";

test("whoever claims a slot checks before", async () => {
  const done: string[] = [];
  const claimDueSlot: ScheduleStore["claimDueSlot"] = async (task) => {
    done.push(`claim ${task}`);
    return { run: null, reason: "not-due" };
  };
  const never = () => Promise.reject(new Error("Nobody asks for that."));
  const others = { register: never, list: never, pauseAll: never, pause: never, resume: never };
  const ahead = { claimNextSlot: never, listMissed: never, runsAhead: never, runsOf: never, ranAhead: never };
  const schedules = { claimDueSlot, ...others, ...ahead };
  const watch = { check: async () => void done.push("check"), send: async () => void done.push("send") };
  const watched = watchedClaims(schedules, watch);
  await watched.claimDueSlot("a/b", { payload: {}, engine: "inngest" }, new Date());
  expect(done).toEqual(["check", "claim a/b"]);
});
