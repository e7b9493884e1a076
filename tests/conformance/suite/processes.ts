import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { leapDay } from "#tests/support/leap-day.ts";
import type { WorkerProcess } from "#tests/support/processes/processes.ts";
import { type Execution, executionsOf } from "#tests/support/tasks.ts";
import { type EngineHarness, type Fixture, openFixture, withFixture } from "./harness.ts";

/** Promises of every engine when processes come and go. */
export function describeProcesses(engine: EngineHarness): void {
  const timeoutMs = (engine.recoverySeconds + 30) * 1000;
  /** With some margin, since a test machine may be busy. */
  const recoveryMs = (engine.recoverySeconds + 5) * 1000;

  describe.concurrent(`processes on ${engine.name}`, { timeout: timeoutMs + 60_000 }, () => {
    test("that are killed during a run are replaced by another, which continues where they were", () =>
      withFixture(engine, async (fixture) => {
        const doomed = await fixture.startWorker();
        // Slow steps, which cost little while the test waits for recovery.
        const slow = { steps: 4_000, stepMs: 200 };
        const { run } = await fixture.app.runs.enqueue(fixture.tasks.steps, slow);
        const { id } = run;
        const { run: once } = await fixture.app.runs.enqueue(fixture.tasks.stepsOnce, slow);
        await stepsOf(fixture, id, 5);
        await stepsOf(fixture, once.id, 5);
        await fixture.startWorker();
        await doomed.kill();
        const killedAt = Date.now();
        const saved = await stepOf(fixture, id);

        expect((await secondAttempt(fixture, id)).startedAt.getTime() - killedAt).toBeLessThan(recoveryMs);
        await stepsOf(fixture, id, saved + 1);
        await fixture.app.runtime.store.cancel(id, new Date());
        expect(await finished(fixture, id)).toMatchObject({ status: "canceled", attempt: 2, failures: [] });

        // A run without another attempt fails and says why.
        expect(await finished(fixture, once.id)).toMatchObject({
          status: "failed",
          attempt: 1,
          error: { message: expect.stringMatching(engine.stalledRun) },
        });
        const calls = await executionsOf(fixture.db, "test/steps-once");
        expect(calls.filter((call) => call.startedAt.getTime() > killedAt)).toEqual([]);
      }));
  });

  // On one database: a process costs a second, so each test uses those that the one before has left.
  describe.concurrent(`processes on ${engine.name}, in turn,`, { timeout: timeoutMs + 60_000 }, () => {
    let fixture: Fixture & { close(): Promise<void> };
    let workers: WorkerProcess[] = [];
    const inTurn = { concurrent: false };
    beforeAll(async () => {
      fixture = await openFixture(engine);
    });
    afterAll(() => fixture.close());

    /** Starts or stops processes until so many execute. */
    async function keepWorkers(count: number): Promise<WorkerProcess[]> {
      const more = Array.from({ length: Math.max(count - workers.length, 0) }, () => fixture.startWorker());
      const started = await Promise.all(more);
      for (const worker of workers.slice(count)) await worker.stop();
      workers = [...workers.slice(0, count), ...started];
      return workers;
    }
    const callsOf = async (ids: readonly string[]) =>
      (await executionsOf(fixture.db, "test/steps")).filter(({ runId }) => ids.includes(runId));

    test("execute one run of a task at a time, each once, and a slot that both find due once", inTurn, async () => {
      await makeLeapDayDue(fixture);
      await keepWorkers(2);
      const ids: string[] = [];
      for (let n = 0; n < 12; n++) ids.push(await enqueueSteps(fixture, 3));
      for (const id of ids) expect(await finished(fixture, id)).toMatchObject({ status: "succeeded", attempt: 1 });
      const calls = await callsOf(ids);
      expect(calls.map((call) => call.runId).sort()).toEqual(ids.toSorted());
      expectNoOverlap(calls);
      if (engine.name === "postgres") await vi.waitFor(() => expectOneRunForLeapDay(fixture), { timeout: timeoutMs });
    });

    test("leave runs that are held alone until they are released, and then execute them", inTurn, async () => {
      const { app } = fixture;
      await keepWorkers(1);
      const { run } = await app.runs.enqueue(fixture.tasks.steps, { steps: 4_000, stepMs: 200 });
      // Inngest may start a later one first.
      await stepsOf(fixture, run.id, 5);
      const [running, queued] = [run.id, await enqueueSteps(fixture, 2)];
      const ids = [running, queued];
      expect(await app.runtime.held.holdUnfinished(new Date())).toBe(2);
      // The attempt that was under way notices it with its next batch.
      await vi.waitFor(async () => expect((await callsOf(ids)).filter(({ endedAt }) => !endedAt)).toEqual([]), {
        timeout: timeoutMs,
      });
      const saved = await stepOf(fixture, running);
      await app.scheduler.recover(new Date(Date.now() + 15_000));
      const echo = await app.runs.enqueue(fixture.tasks.echo, { text: "not held" });
      expect(await finished(fixture, echo.run.id)).toMatchObject({ status: "succeeded" });
      for (const id of ids) expect(await app.runs.get(id)).toMatchObject({ status: "queued", failures: [] });
      expect(await callsOf([queued])).toEqual([]);

      for (const id of ids) expect(await app.runs.release(id)).toMatchObject({ heldAt: null });
      await stepsOf(fixture, running, saved + 1);
      await app.runs.cancel(running, new Date());
      expect(await finished(fixture, running)).toMatchObject({ status: "canceled", attempt: 3, failures: [] });
      expect(await finished(fixture, queued)).toMatchObject({ status: "succeeded", failures: [] });
    });

    test("that shut down leave their run to another: no step is lost or done twice", inTurn, async () => {
      await keepWorkers(1);
      const ids = [await enqueueSteps(fixture, 100), await enqueueSteps(fixture, 2), await enqueueSteps(fixture, 2)];
      const [first = ""] = ids;
      await stepsOf(fixture, first, 5);
      await keepWorkers(0);
      const saved = await stepOf(fixture, first);
      expect(await fixture.app.runs.get(first)).toMatchObject({ ...engine.shutdownLeaves, failures: [] });

      await keepWorkers(1);
      await fixture.app.scheduler.recover(new Date(Date.now() + 15_000));
      for (const id of ids) expect(await finished(fixture, id)).toMatchObject({ status: "succeeded", failures: [] });
      expect(await fixture.app.runs.get(first)).toMatchObject({ result: { steps: 100, startedAtStep: saved } });
      const calls = await callsOf(ids);
      expect(calls.map((call) => call.runId).sort()).toEqual([first, ...ids].sort());
      expectNoOverlap(calls);
    });

    test("that are killed while no other runs leave their run to the next that starts", inTurn, async () => {
      const [doomed] = await keepWorkers(1);
      const id = await enqueueSteps(fixture, 60);
      await stepsOf(fixture, id, 5);
      await doomed?.kill();
      workers = [];
      await keepWorkers(1);
      const readyAt = Date.now();
      const run = await finished(fixture, id);
      expect(run).toMatchObject({ status: "succeeded", attempt: 2, failures: [] });
      expect((await secondAttempt(fixture, id)).startedAt.getTime() - readyAt).toBeLessThan(recoveryMs);
      expect(run.result).toMatchObject({ steps: 60 });
      expect(run.result).not.toMatchObject({ startedAtStep: 0 });
    });
  });

  const finished = (fixture: Fixture, id: string) => fixture.app.runs.wait(id, { timeoutMs });

  async function enqueueSteps(fixture: Fixture, steps: number): Promise<string> {
    const { run } = await fixture.app.runs.enqueue(fixture.tasks.steps, { steps, stepMs: 10 });
    return run.id;
  }

  async function stepOf(fixture: Fixture, id: string): Promise<number> {
    const [row] = await fixture.db.$queryRaw<{ step: number }[]>`
      SELECT coalesce((progress ->> 'step')::int, 0) AS step FROM task_run WHERE id = ${id}::uuid`;
    return row?.step ?? 0;
  }

  /** Waits for the first execution of the second attempt. A slow machine executes the first in several slices. */
  async function secondAttempt(fixture: Fixture, id: string): Promise<Execution> {
    const find = async () =>
      (await executionsOf(fixture.db, "test/steps")).find(({ runId, attempt }) => runId === id && attempt === 2);
    return await vi.waitFor(
      async () => {
        const second = await find();
        if (!second) throw new Error("There is no second attempt yet.");
        return second;
      },
      { timeout: timeoutMs, interval: 500 },
    );
  }

  /** Waits until a run has taken so many steps. */
  const stepsOf = (fixture: Fixture, id: string, step: number) =>
    vi.waitFor(async () => expect(await stepOf(fixture, id)).toBeGreaterThanOrEqual(step), {
      timeout: timeoutMs,
    });
}

/** Leaves a schedule that has missed the leap day of 2024, for the next process that starts. */
async function makeLeapDayDue({ db, env }: Fixture): Promise<void> {
  await db.taskSchedule.create({
    data: {
      task: leapDay.name,
      cron: leapDay.schedule?.cron ?? null,
      timeZone: env.TASKS_TIME_ZONE,
      registeredAt: new Date("2024-01-01"),
    },
  });
}

async function expectOneRunForLeapDay({ db }: Fixture): Promise<void> {
  const runs = await db.taskRun.findMany({ where: { task: leapDay.name } });
  expect(runs).toMatchObject([{ status: "succeeded", attempt: 1, trigger: "catch-up", slot: expect.any(Date) }]);
}

/** Each execution must have ended before the next started. */
function expectNoOverlap(calls: readonly { readonly startedAt: Date; readonly endedAt: Date | null }[]): void {
  for (const [index, call] of calls.entries()) {
    const next = calls[index + 1];
    expect(call.endedAt).not.toBeNull();
    if (next) expect(next.startedAt.getTime()).toBeGreaterThanOrEqual(call.endedAt?.getTime() ?? Number.NaN);
  }
}
