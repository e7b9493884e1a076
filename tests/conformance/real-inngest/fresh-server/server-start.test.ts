import { describe, expect, test } from "vitest";
import type { Run } from "#lib/task-runs/schemas.ts";
import { executionsOf } from "#tests/support/tasks.ts";
import { onStage, type Stage } from "../../suite/harness.ts";
import { inngest, signedInngest } from "../inngest.ts";

const finished = (stage: Stage, run: Run) => stage.app.submission.wait(run.id, { timeoutMs: 30_000 });
const enqueue = async (stage: Stage) => (await stage.app.submission.enqueue(stage.tasks.echo, { text: "hello" })).run;

describe.concurrent("an Inngest server", { timeout: 120_000 }, () => {
  test("that signs executes what signs too", () =>
    onStage(signedInngest, async (stage) => {
      await stage.startWorker();
      expect(await finished(stage, await enqueue(stage))).toMatchObject({ status: "succeeded", engine: "inngest" });
      const { run } = await stage.app.submission.enqueue(stage.tasks.flaky, { failures: 1 });
      expect(await finished(stage, run)).toMatchObject({ status: "succeeded", attempt: 2, failures: [{ attempt: 1 }] });
    }));

  test("that took a run before it knew a function for it is offered it again, and executes it once", () =>
    onStage(inngest, async (stage) => {
      const run = await enqueue(stage);
      expect(run.handedOverAt).not.toBeNull();
      await stage.startWorker();
      const inAQuarterOfAnHour = new Date(Date.now() + 16 * 60_000);
      await stage.app.poke.all(inAQuarterOfAnHour);
      expect(await finished(stage, run)).toMatchObject({ status: "succeeded", attempt: 1 });
      await stage.app.submission.handOver(run);
      expect(await finished(stage, await enqueue(stage))).toMatchObject({ status: "succeeded" });
      const calls = await executionsOf(stage.db, "test/echo");
      expect(calls.filter((call) => call.runId === run.id)).toHaveLength(1);
    }));
});
