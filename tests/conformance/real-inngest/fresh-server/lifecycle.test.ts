import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Run } from "#lib/task-runs/schemas.ts";
import { type Fixture, withFixture } from "../../suite/harness.ts";
import { inngest } from "../inngest.ts";

const timeoutMs = 30_000;
const finished = (fixture: Fixture, run: Run) => fixture.app.runs.wait(run.id, { timeoutMs });
const enqueueSteps = async (fixture: Fixture) =>
  (await fixture.app.runs.enqueue(fixture.tasks.steps, { steps: 5_000, stepMs: 10 })).run;

/** Cancels as the button in Inngest's dashboard does. */
async function cancelAtInngest(fixture: Fixture, { engineRunId }: Run): Promise<void> {
  const response = await fetch(`${fixture.env.INNGEST_DEV}/v1/runs/${engineRunId}`, { method: "DELETE" });
  expect(response.ok).toBe(true);
}

const sentSchema = z.object({ ids: z.tuple([z.string()]) });

/** Sends an event as Inngest's dashboard does. @returns Inngest's id of the event */
async function sendFromDashboard(fixture: Fixture, event: Readonly<Record<string, unknown>>): Promise<string> {
  const response = await fetch(`${fixture.env.INNGEST_DEV}/e/from-dashboard`, {
    method: "POST",
    body: JSON.stringify(event),
  });
  return sentSchema.parse(await response.json()).ids[0];
}

/** Inngest's answer about the function runs of an event. */
async function runsOf(fixture: Fixture, eventId: string): Promise<string> {
  return await (await fetch(`${fixture.env.INNGEST_DEV}/v1/events/${eventId}/runs`)).text();
}

/** A run of many steps that a worker has begun, and its known facts at any time. */
async function startSteps(fixture: Fixture) {
  await fixture.startWorker();
  const run = await enqueueSteps(fixture);
  const now = () => fixture.app.runs.get(run.id);
  await vi.waitFor(async () => expect((await now()).progress).not.toBeNull(), { timeout: timeoutMs });
  return { run, now };
}

describe.concurrent("runs that Inngest ends", { timeout: 120_000 }, () => {
  test("one that is canceled there during a step is canceled here, and its process stops", () =>
    withFixture(inngest, async (fixture) => {
      const { run, now } = await startSteps(fixture);
      await cancelAtInngest(fixture, await now());
      expect(await finished(fixture, run)).toMatchObject({ status: "canceled", result: null, failures: [] });
      const { progress } = await now();
      const { run: next } = await fixture.app.runs.enqueue(fixture.tasks.steps, { steps: 1, stepMs: 0 });
      expect(await finished(fixture, next)).toMatchObject({ status: "succeeded" });
      expect((await now()).progress).toEqual(progress);
    }));

  test("one that is canceled here is cancelled there as well", () =>
    withFixture(inngest, async (fixture) => {
      const { run, now } = await startSteps(fixture);
      await fixture.app.runtime.store.cancel(run.id, new Date());
      expect(await finished(fixture, run)).toMatchObject({ status: "canceled" });
      const { engineRunId } = await now();
      await vi.waitFor(
        async () => {
          const response = await fetch(`${fixture.env.INNGEST_DEV}/v1/runs/${engineRunId}`);
          expect(await response.text()).toContain('"status":"Cancelled"');
        },
        { timeout: timeoutMs },
      );
    }));

  test("an event from the dashboard gets a run of its own; an invalid one fails at once and names the field", () =>
    withFixture(inngest, async (fixture) => {
      await fixture.startWorker();
      const bad = await sendFromDashboard(fixture, { name: "test/echo", data: { text: 7 } });
      await sendFromDashboard(fixture, { name: "test/echo", data: { text: "by hand" } });
      const run = async () => (await fixture.app.runtime.queries.latestByTask(["test/echo"])).get("test/echo");
      await vi.waitFor(async () => expect((await run())?.status).toBe("succeeded"), { timeout: timeoutMs });
      expect(await run()).toMatchObject({ trigger: "event", payload: { text: "by hand" }, attempt: 1 });
      await vi.waitFor(async () => expect(await runsOf(fixture, bad)).toContain('"Failed"'), { timeout: timeoutMs });
      expect(await runsOf(fixture, bad)).toMatch(/text: Invalid input/);
      expect(await fixture.db.taskRun.count()).toBe(1);
    }));
});
