import { setTimeout as sleep } from "node:timers/promises";
import { type HttpServers, startHttpServers } from "./http/servers.ts";
import { longestTurnDuring, withStaging } from "./import-turns.ts";
import { type Finding, percentile, round } from "./report.ts";

const megabytes = 5;
/** The time for which the same question is asked before, for comparison. */
const idleMs = 3_000;
const mostMs = 50;
const rounds = 5;

/** Measures for how long an import of 5 MB keeps a process from answering: while it reads, checks, stores, previews. */
export async function benchImport({ log }: { log: (line: string) => void }): Promise<Finding[]> {
  return [await measureTurns(log), await measureWaits(log)];
}

/** Measures the longest turn of the thread that reads the file, by its CPU time. */
async function measureTurns(log: (line: string) => void): Promise<Finding> {
  log(`${rounds} imports of ${megabytes} MB in this process`);
  const turns = await withStaging(async (stage) => {
    await stage(csvOf(10_000));
    const file = csvOf(megabytes * 1024 * 1024);
    const longest: number[] = [];
    for (let n = 0; n < rounds; n += 1) longest.push(await longestTurnDuring(() => stage(file)));
    return longest;
  });
  const worst = Math.max(...turns);
  return {
    name: `the longest turn of an import of ${megabytes} MB, CPU time`,
    value: round(worst),
    unit: "ms",
    target: `≤ ${mostMs} ms`,
    ok: worst <= mostMs,
    details: `of each import ${turns.map((turn) => round(turn)).join(", ")} ms`,
  };
}

/** Measures how long another request waits at most. Asks for `/api/health/live`, which does nothing. */
async function measureWaits(log: (line: string) => void): Promise<Finding> {
  const servers = await startHttpServers();
  try {
    const file = csvOf(megabytes * 1024 * 1024);
    // The first import also loads code, which is a wait of its own.
    await upload(servers, csvOf(10_000));
    log(`${idleMs / 1_000} s of asking alone, then during an import of ${megabytes} MB`);
    const alone = await waitsDuring(servers.tidy, () => sleep(idleMs));
    let tookMs = 0;
    const during = await waitsDuring(servers.tidy, async () => {
      const startedAt = performance.now();
      await upload(servers, file);
      tookMs = performance.now() - startedAt;
    });
    const worst = Math.max(...during);
    const details = [
      `p99 ${round(percentile(during, 99))} ms of ${during.length} requests in ${round(tookMs / 1_000)} s`,
      `alone at most ${round(Math.max(...alone))} ms, p99 ${round(percentile(alone, 99))} ms`,
    ].join("; ");
    return {
      name: `the longest wait during an import of ${megabytes} MB`,
      value: round(worst),
      unit: "ms",
      target: `≤ ${mostMs} ms`,
      ok: worst <= mostMs,
      details,
    };
  } finally {
    await servers.stop();
  }
}

/** A table of about so many bytes. */
function csvOf(bytes: number): Buffer<ArrayBuffer> {
  const rows = ["title,notes,due"];
  for (let length = 0; length < bytes; length += rows.at(-1)?.length ?? bytes)
    rows.push(
      `Call “${rows.length}” back,"He said on the phone, more than once, that he would send somebody",2027-01-15`,
    );
  return Buffer.from(rows.join("\n"));
}

async function upload({ tidy, key }: HttpServers, body: Buffer<ArrayBuffer>): Promise<void> {
  const response = await fetch(`${tidy}/api/todos/imports`, { method: "POST", headers: key, body });
  if (response.status !== 201) throw new Error(`The upload was answered with ${response.status}.`);
  await response.arrayBuffer();
}

/** Measures requests sent one after another while something is done: the duration of each, in milliseconds. */
async function waitsDuring(origin: string, act: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let isDone = false;
  const acting = act().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const startedAt = performance.now();
    await (await fetch(`${origin}/api/health/live`)).arrayBuffer();
    waits.push(performance.now() - startedAt);
    await sleep(1);
  }
  await acting;
  return waits;
}
