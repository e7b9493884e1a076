import { beforeEach, describe, expect, test } from "vitest";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const context = setUpApp(() => ({ engine: createIdleEngine() }));
const start = new Date("2026-11-24T03:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const tasks = [
  { name: "todo/cleanup", retryDelaySeconds: 2 },
  { name: "trash/purge", retryDelaySeconds: 2 },
];
const error = { message: "Connection lost.", stack: null, retriable: true };
const parts = () => context.app.runtime;

beforeEach(() => context.db.$executeRaw`TRUNCATE task_run, request_claim`);

async function record(task: string, engine: "in-request" | "postgres" = "in-request"): Promise<string> {
  const { run } = await parts().store.record({ task, trigger: "api", payload: {}, engine }, start);
  return run.id;
}

/** Claims at so many seconds after the start, for a request that lives for a minute. */
const claim = (seconds: number, options: { afterAnswer?: boolean; first?: string } = {}) =>
  parts().claims.claimNext(tasks, { until: later(seconds + 60), afterAnswer: false, ...options }, later(seconds));

/** Claims, and starts an attempt, as a request that is killed afterwards. */
async function claimAndDie(seconds: number, options: { afterAnswer?: boolean } = {}): Promise<void> {
  const claimed = await claim(seconds, options);
  await parts().store.startAttempt(claimed?.runId ?? "", later(seconds));
}

describe("claims of requests", () => {
  test("give a task to one of twenty requests at once, until its host has ended it", async () => {
    const ids = [await record("todo/cleanup"), await record("todo/cleanup")];
    const claims = (await Promise.all(Array.from({ length: 20 }, () => claim(0)))).filter((each) => each !== null);
    expect(claims).toHaveLength(1);
    expect(await claim(59)).toBeNull();
    await parts().store.succeed({ id: claims[0]?.runId ?? "", attempt: 0 }, null, later(1));
    const [other] = ids.filter((id) => id !== claims[0]?.runId);
    expect(await claim(60)).toMatchObject({ runId: other, usedAttempts: 0 });
  });

  test("take the request's own task first, then the one that was executed the longest ago", async () => {
    const cleanup = await record("todo/cleanup");
    const purge = await record("trash/purge");
    const first = await claim(0, { first: "trash/purge" });
    expect(first?.runId).toBe(purge);
    if (first) await parts().claims.release(first, null, later(1));
    expect((await claim(2))?.runId).toBe(cleanup);
  });

  test("leave held runs alone until they are released", async () => {
    const id = await record("todo/cleanup");
    await parts().held.holdUnfinished(start);
    expect(await claim(0)).toBeNull();
    expect(await parts().claims.nextDueAt(tasks, start)).toBeNull();
    await parts().held.release(id, "in-request");
    expect(await claim(1)).toMatchObject({ runId: id, continues: null });
  });

  test("continue the attempt that a request left unfinished", async () => {
    const id = await record("todo/cleanup");
    const claimed = await claim(0);
    await parts().store.startAttempt(id, start);
    await parts().store.requeue({ id, attempt: 1 });
    if (claimed) await parts().claims.release(claimed, 1, later(5));
    expect(await claim(5)).toMatchObject({ runId: id, continues: 1, usedAttempts: 0, wasKilled: false });
    expect(await parts().store.continueAttempt({ id, attempt: 1 }, later(6))).not.toBeNull();
    expect(await parts().queries.get(id)).toMatchObject({ status: "running", attempt: 1 });
  });

  test("count a request that was killed before its answer as an attempt, until a slice is finished", async () => {
    const id = await record("todo/cleanup");
    await claimAndDie(0);
    expect(await claim(59)).toBeNull();
    await claimAndDie(60);
    const third = await claim(120);
    expect(third).toMatchObject({ runId: id, continues: null, usedAttempts: 2, wasKilled: true });
    await parts().store.startAttempt(id, later(120));
    await parts().store.requeue({ id, attempt: 3 });
    if (third) await parts().claims.release(third, 3, later(121));
    expect(await claim(122)).toMatchObject({ continues: 3, usedAttempts: 0, wasKilled: false });
  });

  test("do not count a request that was killed after its answer", async () => {
    await record("todo/cleanup");
    for (let day = 0; day < 5; day += 1) await claimAndDie(day * 86_400, { afterAnswer: true });
    expect(await claim(5 * 86_400)).toMatchObject({ usedAttempts: 0, wasKilled: true });
  });

  test("wait for the backoff of a failed attempt, which doubles", async () => {
    const id = await record("todo/cleanup");
    for (const [attempt, at, dueAt] of [
      [1, 0, 2],
      [2, 2, 6],
      [3, 6, 14],
    ] as const) {
      const claimed = await claim(at);
      await parts().store.startAttempt(id, later(at));
      await parts().store.failAttempt({ id, attempt }, error, { last: false }, later(at));
      if (claimed) await parts().claims.release(claimed, null, later(at));
      expect(await claim(dueAt - 0.001)).toBeNull();
      expect(await parts().claims.nextDueAt(tasks, later(at))).toEqual(later(dueAt));
    }
    expect(await claim(14)).toMatchObject({ runId: id, usedAttempts: 3, continues: null });
  });

  test("leave the runs of other engines alone, until they are dispatched here", async () => {
    const id = await record("todo/cleanup", "postgres");
    expect(await claim(0)).toBeNull();
    await parts().claims.adopt({ id, attempt: 0 });
    expect(await claim(0)).toMatchObject({ runId: id });
  });
});
