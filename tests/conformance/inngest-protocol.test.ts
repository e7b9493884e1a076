import { afterAll, beforeAll, expect, test } from "vitest";
import { callEndpoint, play } from "./inngest-player.ts";
import { openStage, type Stage } from "./harness.ts";
let stage: Stage & { close(): Promise<void> };
beforeAll(async () => {
  stage = await openStage({ name: "inngest", variables: { TASK_ENGINE: "inngest", INNGEST_DEV: "1", TASK_STEP_SECONDS: "1" }, outOfReach: {}, recoverySeconds: 0 });
  globalThis.tidyApp = stage.app;
});
afterAll(() => stage.close());
test("x", async () => {
  console.log(JSON.stringify((await callEndpoint("GET")).body));
  const sync = await callEndpoint("PUT", { body: JSON.stringify({ url: "https://tidy.example.com/api/inngest" }), headers: { "x-inngest-sync-kind": "in_band" } });
  console.log(sync.status, JSON.stringify(sync.body).slice(0, 3000));
  for (const [fn, id, data, max] of [["tidy-test-echo", "dash-1", { text: "hi" }, 3], ["tidy-test-echo", "dash-2", { text: 7 }, 3], ["tidy-test-flaky", "dash-3", { failures: 2 }, 3], ["tidy-test-flaky", "dash-4", { failures: 9 }, 3], ["tidy-test-hopeless", "dash-5", {}, 4], ["tidy-walk-far", "dash-6", { steps: 12, stepMs: 200 }, 4]] as const) {
    const played = await play(fn, { name: fn.replace("tidy-", "").replace("-", "/"), id, data }, max);
    console.log(id, JSON.stringify(played.log), played.last.status, played.last.mayRetry, JSON.stringify(played.last.body).slice(0, 300), played.retries);
  }
  console.log(JSON.stringify((await stage.db.taskRun.findMany()).map(r => [r.task, r.status, r.attempt, r.trigger, r.idempotencyKey, r.error && JSON.stringify(r.error).slice(0,100), r.failures && JSON.stringify(r.failures).slice(0,80)]), null, 1));
  expect(1).toBe(1);
});
