import { describe, expect, test } from "vitest";
import type { Run } from "#lib/task-runs/schemas.ts";
import { executionsOf } from "#tests/support/tasks.ts";
import { type Fixture, withFixture } from "../../suite/harness.ts";
import { inngest, signedInngest } from "../inngest.ts";

const finished = (fixture: Fixture, run: Run) => fixture.app.runs.wait(run.id, { timeoutMs: 30_000 });
const enqueue = async (fixture: Fixture) => (await fixture.app.runs.enqueue(fixture.tasks.echo, { text: "hello" })).run;

describe.concurrent("an Inngest server", { timeout: 120_000 }, () => {
  test("that signs executes runs of an app that signs", () =>
    withFixture(signedInngest, async (fixture) => {
      await fixture.startWorker();
      expect(await finished(fixture, await enqueue(fixture))).toMatchObject({ status: "succeeded", engine: "inngest" });
      const { run } = await fixture.app.runs.enqueue(fixture.tasks.flaky, { failures: 1 });
      expect(await finished(fixture, run)).toMatchObject({
        status: "succeeded",
        attempt: 2,
        failures: [{ attempt: 1 }],
      });
    }));

  test("that accepted a run before it knew its function gets it again, and executes it once", () =>
    withFixture(inngest, async (fixture) => {
      const run = await enqueue(fixture);
      expect(run.dispatchedAt).not.toBeNull();
      await fixture.startWorker();
      const inAQuarterOfAnHour = new Date(Date.now() + 16 * 60_000);
      await fixture.app.scheduler.recover(inAQuarterOfAnHour);
      expect(await finished(fixture, run)).toMatchObject({ status: "succeeded", attempt: 1 });
      await fixture.app.runtime.dispatcher.dispatch(run);
      expect(await finished(fixture, await enqueue(fixture))).toMatchObject({ status: "succeeded" });
      const calls = await executionsOf(fixture.db, "test/echo");
      expect(calls.filter((call) => call.runId === run.id)).toHaveLength(1);
    }));
});
