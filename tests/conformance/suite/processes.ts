import { describe, expect, test } from "vitest";
import { executionsOf } from "#tests/support/tasks.ts";
import { until } from "#tests/support/until.ts";
import { type EngineHarness, onStage, type Stage } from "./harness.ts";

/** How long a process may take to start and to end its part of a run. */
const workerStartMs = 10_000;

/** What every engine promises when processes come and go. */
export function describeProcesses(engine: EngineHarness): void {
  const timeoutMs = (engine.recoverySeconds + 30) * 1000;
  /** With some seconds more, since a test machine may be busy. */
  const recoveryMs = (engine.recoverySeconds + 5) * 1000;

  describe.concurrent(`processes on ${engine.name}`, { timeout: timeoutMs + 60_000 }, () => {
    test("three of them execute one run of a task at a time, and each run once", () =>
      onStage(engine, async (stage) => {
        await Promise.all([stage.startWorker(), stage.startWorker(), stage.startWorker()]);
        const ids: string[] = [];
        for (let n = 0; n < 12; n++) ids.push(await enqueueWalk(stage, 3));
        for (const id of ids) expect(await finished(stage, id)).toMatchObject({ status: "succeeded", attempt: 1 });
        const calls = await executionsOf(stage.db, "walk/far");
        expect(calls.map((call) => call.runId).sort()).toEqual(ids.toSorted());
        expectNoOverlap(calls);
      }));

    test("one that is killed in mid-run is replaced by another, which goes on where it was", () =>
      onStage(engine, async (stage) => {
        const doomed = await stage.startWorker();
        const id = await enqueueWalk(stage, 4_000);
        const { run: once } = await stage.app.submission.enqueue(stage.tasks.walkOnce, { steps: 4_000, stepMs: 10 });
        await stepsOf(stage, id, 5);
        await stepsOf(stage, once.id, 5);
        await stage.startWorker();
        await doomed.kill();
        const killedAt = Date.now();
        const saved = await stepOf(stage, id);

        const takenOver = async () => (await executionsOf(stage.db, "walk/far"))[1];
        await until("the run was taken over", async () => (await takenOver()) !== undefined, timeoutMs);
        expect(((await takenOver())?.startedAt.getTime() ?? 0) - killedAt).toBeLessThan(recoveryMs);
        await stepsOf(stage, id, saved + 1);
        await stage.app.recorder.cancel(id, new Date());
        expect(await finished(stage, id)).toMatchObject({ status: "canceled", attempt: 2, failures: [] });

        // A run without another attempt ends as failed, and says what happened.
        expect(await finished(stage, once.id)).toMatchObject({
          status: "failed",
          attempt: 1,
          error: { message: expect.stringMatching(engine.lostRun) },
        });
        expect(await executionsOf(stage.db, "walk/once")).toHaveLength(1);
      }));

    test("one that is killed while it is alone leaves its run to the next that starts", () =>
      onStage(engine, async (stage) => {
        const doomed = await stage.startWorker();
        const id = await enqueueWalk(stage, 60);
        await stepsOf(stage, id, 5);
        await doomed.kill();
        const killedAt = Date.now();
        await stage.startWorker();
        const run = await finished(stage, id);
        expect(run).toMatchObject({ status: "succeeded", attempt: 2, failures: [] });
        expect(Date.now() - killedAt).toBeLessThan(recoveryMs + workerStartMs);
        expect(run.result).toMatchObject({ steps: 60 });
        expect(run.result).not.toMatchObject({ startedAtStep: 0 });
      }));

    test("one that shuts down leaves what it is at to another: nothing is lost, nothing is done twice", () =>
      onStage(engine, async (stage) => {
        const leaving = await stage.startWorker();
        const ids = [await enqueueWalk(stage, 100), await enqueueWalk(stage, 2), await enqueueWalk(stage, 2)];
        const [first = ""] = ids;
        await stepsOf(stage, first, 5);
        await leaving.stop();
        const saved = await stepOf(stage, first);
        expect(await stage.app.runs.get(first)).toMatchObject({ ...engine.shutdownLeaves, failures: [] });

        await stage.startWorker();
        await stage.app.poke.all(new Date(Date.now() + 15_000));
        for (const id of ids) expect(await finished(stage, id)).toMatchObject({ status: "succeeded", failures: [] });
        expect(await stage.app.runs.get(first)).toMatchObject({ result: { steps: 100, startedAtStep: saved } });
        const calls = await executionsOf(stage.db, "walk/far");
        expect(calls.map((call) => call.runId).sort()).toEqual([first, ...ids].sort());
        expectNoOverlap(calls);
      }));
  });

  const finished = (stage: Stage, id: string) => stage.app.submission.wait(id, { timeoutMs });

  async function enqueueWalk(stage: Stage, steps: number): Promise<string> {
    const { run } = await stage.app.submission.enqueue(stage.tasks.walk, { steps, stepMs: 10 });
    return run.id;
  }

  async function stepOf(stage: Stage, id: string): Promise<number> {
    const [row] = await stage.db.$queryRaw<{ step: number }[]>`
      SELECT coalesce((progress ->> 'step')::int, 0) AS step FROM task_run WHERE id = ${id}::uuid`;
    return row?.step ?? 0;
  }

  /** Waits until a run has come so far. */
  const stepsOf = (stage: Stage, id: string, step: number) =>
    until(`step ${step} of run ${id}`, async () => (await stepOf(stage, id)) >= step, timeoutMs);
}

/** Each execution ended before the next began. */
function expectNoOverlap(calls: readonly { readonly startedAt: Date; readonly endedAt: Date | null }[]): void {
  for (const [index, call] of calls.entries()) {
    const next = calls[index + 1];
    expect(call.endedAt).not.toBeNull();
    if (next) expect(next.startedAt.getTime()).toBeGreaterThanOrEqual(call.endedAt?.getTime() ?? Number.NaN);
  }
}
