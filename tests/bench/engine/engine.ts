import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "#lib/composition/create-app.ts";
import { type Finding, median, percentile, round } from "../report.ts";
import { benchEnv, type Contender, createBarePgBoss, createTidy } from "./contenders.ts";
import { measureRerun } from "./crash.ts";
import { type EngineServer, startEngineServer } from "./server.ts";
import { measureLatencies, measureShares } from "./speed.ts";

const sequential = 200;
const runs = 5_000;
/** Measured in this many shares, contenders in turn, so that the load of the machine affects both alike. */
const shares = 10;
const idleSeconds = 60;

/** Compares a run on Tidy's embedded engine with the queue library alone. */
export async function benchEngine({ log }: { log: (line: string) => void }): Promise<Finding[]> {
  const server = await startEngineServer();
  try {
    log(`from enqueue to start, ${sequential} times`);
    const latency = await compareLatency(server);
    log(`${runs} runs that do nothing`);
    const throughput = await compareThroughput(server);
    log(`${idleSeconds} s of idling`);
    const idle = await measureIdle(server);
    log("kill -9 during a run");
    const rerun = await measureCrash(server);
    return [latency, ...throughput, idle, rerun];
  } finally {
    await server.stop();
  }
}

async function withContender<T>(contender: Contender, measure: (contender: Contender) => Promise<T>): Promise<T> {
  try {
    return await measure(contender);
  } finally {
    await contender.stop();
  }
}

async function compareLatency(server: EngineServer): Promise<Finding> {
  const tidy = await createTidy(await server.migrated("our_latency"));
  const [ours = [], bare = []] = await withContender(tidy, async () => {
    const boss = await createBarePgBoss(await server.migrated("bare_latency"));
    return withContender(boss, () => measureLatencies([tidy, boss], sequential));
  });
  const ratio = median(ours) / median(bare);
  const both = (values: readonly number[]) =>
    `p50 ${round(median(values))} ms, p95 ${round(percentile(values, 95))} ms`;
  return {
    name: "enqueue → start, p50",
    value: round(ratio, 2),
    unit: "× bare pg-boss",
    target: "≤ 1.5",
    ok: ratio <= 1.5,
    details: `${both(ours)}; bare pg-boss ${both(bare)}`,
  };
}

async function compareThroughput(server: EngineServer): Promise<Finding[]> {
  const tidy = await createTidy(await server.migrated("our_runs"));
  const before = await server.statements("our_runs");
  const [ours = [], bare = []] = await withContender(tidy, async () => {
    const boss = await createBarePgBoss(await server.migrated("bare_runs"));
    return withContender(boss, () => measureShares([tidy, boss], shares, runs / shares));
  });
  const after = await server.statements("our_runs");
  const perSecond = (times: readonly number[]) => (runs / shares / median(times)) * 1_000;
  const ratio = perSecond(ours) / perSecond(bare);
  const text = (times: readonly number[]) => `${Math.round(perSecond(times))} runs/s`;
  const perRun = (after.runStore - before.runStore) / runs;
  return [
    {
      name: `${runs} runs`,
      value: round(ratio, 2),
      unit: "× bare pg-boss",
      target: "≥ 1.6",
      ok: ratio >= 1.6,
      details: `${text(ours)}; bare pg-boss ${text(bare)}; medians of ${shares} shares`,
    },
    {
      name: "statements of the run store",
      value: round(perRun, 2),
      unit: "a run",
      target: "≤ 2",
      ok: perRun <= 2,
      details: `${round((after.all - before.all) / runs, 2)} with those of the queue`,
    },
  ];
}

/** The whole app, with its schedules and its heartbeat. */
async function measureIdle(server: EngineServer): Promise<Finding> {
  const app = createApp(benchEnv(await server.migrated("idle")));
  try {
    await app.start();
    await sleep(5_000);
    const before = await server.statements("idle");
    await sleep(idleSeconds * 1_000);
    const perMinute = ((await server.statements("idle")).all - before.all) * (60 / idleSeconds);
    return {
      name: "idle",
      value: Math.round(perMinute),
      unit: "statements a minute",
      target: "≤ 500",
      ok: perMinute <= 500,
      details: `${app.runtime.catalog.all.length} tasks, the heartbeat of each minute included`,
    };
  } finally {
    await app.close();
  }
}

async function measureCrash(server: EngineServer): Promise<Finding> {
  const ms = await measureRerun(await server.migrated("crash"));
  return {
    name: "kill -9 → started again",
    value: round(ms / 1_000),
    unit: "s",
    target: "≤ 30",
    ok: ms <= 30_000,
    details: "by another, idle process",
  };
}
