import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { diskError, later, now, recordRun, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns();

describe("canceling", () => {
  test("finishes a queued run at once", async () => {
    const { id } = await recordRun(runs.db);
    expect(await runs.store.cancel(id, later(1))).toBe(true);
    expect(await runs.queries.get(id)).toMatchObject({
      status: "canceled",
      finishedAt: later(1).toISOString(),
      cancelRequestedAt: later(1).toISOString(),
    });
    expect(await runs.store.startAttempt(id, later(2))).toBeNull();
  });

  test("asks a running run to stop, and keeps when it was first asked", async () => {
    const id = await runs.start();
    expect(await runs.store.cancel(id, later(2))).toBe(true);
    expect(await runs.store.cancel(id, later(3))).toBe(true);
    expect(await runs.queries.get(id)).toMatchObject({ status: "running", cancelRequestedAt: later(2).toISOString() });
    await runs.store.cancelAttempt({ id, attempt: 1 }, later(4));
    expect(await runs.queries.get(id)).toMatchObject({
      status: "canceled",
      cancelRequestedAt: later(2).toISOString(),
      finishedAt: later(4).toISOString(),
    });
  });

  const nextSteps: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["start", (id) => runs.store.startAttempt(id, later(30))],
    ["continue", (id) => runs.store.continueAttempt({ id, attempt: 1 }, later(30))],
  ];
  test.each(nextSteps)("finishes a run whose process died, when another process is to %s it", async (_, next) => {
    const id = await runs.start();
    await runs.store.cancel(id, later(2));
    expect(await next(id)).toBeNull();
    expect(await runs.queries.get(id)).toMatchObject({ status: "canceled", finishedAt: later(30).toISOString() });
  });

  test("finishes a run that waits for its next attempt", async () => {
    const id = await runs.start();
    await runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    expect(await runs.store.cancel(id, later(3))).toBe(true);
    expect(await runs.queries.get(id)).toMatchObject({ status: "canceled", error: diskError });
  });

  test("of a finished or unknown run does nothing", async () => {
    const id = await runs.start();
    await runs.store.succeed({ id, attempt: 1 }, {}, later(2));
    expect(await runs.store.cancel(id, later(3))).toBe(false);
    expect(await runs.store.cancel(newId(now), later(3))).toBe(false);
  });
});
