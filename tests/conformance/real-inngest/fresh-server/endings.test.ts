import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Run } from "#lib/task-runs/schemas.ts";
import { until } from "#tests/support/until.ts";
import { onStage, type Stage } from "../../suite/harness.ts";
import { inngest } from "../inngest.ts";

const timeoutMs = 30_000;
const finished = (stage: Stage, run: Run) => stage.app.submission.wait(run.id, { timeoutMs });
const enqueueWalk = async (stage: Stage) =>
  (await stage.app.submission.enqueue(stage.tasks.walk, { steps: 5_000, stepMs: 10 })).run;

/** What the button in Inngest's dashboard does. */
async function cancelAtInngest(stage: Stage, { engineRunId }: Run): Promise<void> {
  const response = await fetch(`${stage.env.INNGEST_DEV}/v1/runs/${engineRunId}`, { method: "DELETE" });
  expect(response.ok).toBe(true);
}

const sentSchema = z.object({ ids: z.tuple([z.string()]) });

/** What sends an event by hand in Inngest's dashboard; Inngest's own id of the event. */
async function sendByHand(stage: Stage, event: Readonly<Record<string, unknown>>): Promise<string> {
  const response = await fetch(`${stage.env.INNGEST_DEV}/e/by-hand`, { method: "POST", body: JSON.stringify(event) });
  return sentSchema.parse(await response.json()).ids[0];
}

/** What the dashboard shows of the runs of an event. */
async function runsOf(stage: Stage, eventId: string): Promise<string> {
  return await (await fetch(`${stage.env.INNGEST_DEV}/v1/events/${eventId}/runs`)).text();
}

describe.concurrent("runs that Inngest ends", { timeout: 120_000 }, () => {
  test("one that is canceled there in mid-step is canceled here, and its process stops", () =>
    onStage(inngest, async (stage) => {
      await stage.startWorker();
      const run = await enqueueWalk(stage);
      const now = () => stage.app.runs.get(run.id);
      await until("the run walks", async () => (await now()).progress !== null, timeoutMs);
      await cancelAtInngest(stage, await now());
      expect(await finished(stage, run)).toMatchObject({ status: "canceled", result: null, failures: [] });
      const { progress } = await now();
      const { run: next } = await stage.app.submission.enqueue(stage.tasks.walk, { steps: 1, stepMs: 0 });
      expect(await finished(stage, next)).toMatchObject({ status: "succeeded" });
      expect((await now()).progress).toEqual(progress);
    }));

  test("one that is canceled here ends there as well", () =>
    onStage(inngest, async (stage) => {
      await stage.startWorker();
      const run = await enqueueWalk(stage);
      const now = () => stage.app.runs.get(run.id);
      await until("the run walks", async () => (await now()).progress !== null, timeoutMs);
      await stage.app.recorder.cancel(run.id, new Date());
      expect(await finished(stage, run)).toMatchObject({ status: "canceled" });
      const { engineRunId } = await now();
      const ended = async () => {
        const response = await fetch(`${stage.env.INNGEST_DEV}/v1/runs/${engineRunId}`);
        return /"status":"(Completed|Cancelled)"/.test(await response.text());
      };
      await until("Inngest's run has ended", ended, timeoutMs);
    }));

  test("an event by hand is a run of its own, and a bad one fails at once, with the field named", () =>
    onStage(inngest, async (stage) => {
      await stage.startWorker();
      const bad = await sendByHand(stage, { name: "test/echo", data: { text: 7 } });
      await sendByHand(stage, { name: "test/echo", data: { text: "by hand" } });
      const run = async () => (await stage.app.runs.latestByTask(["test/echo"])).get("test/echo");
      await until("the run succeeded", async () => (await run())?.status === "succeeded", timeoutMs);
      expect(await run()).toMatchObject({ trigger: "event", payload: { text: "by hand" }, attempt: 1 });
      await until("the bad one failed", async () => (await runsOf(stage, bad)).includes('"Failed"'), timeoutMs);
      expect(await runsOf(stage, bad)).toMatch(/text: Invalid input/);
      expect(await stage.db.taskRun.count()).toBe(1);
    }));
});
