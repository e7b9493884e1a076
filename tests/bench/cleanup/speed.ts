import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { type Finding, median, round, seconds } from "../report.ts";
import { rawDeleteWithoutIndex, type Timed, withCleanup } from "./contenders.ts";
import type { BenchServer } from "./server.ts";
import { mixes, now } from "./tables.ts";

const rounds = 3;

/**
 * 500,000 due todos: the cleanup and one statement in turn. The fastest of each counts: other programs only add time.
 */
export async function compareMany(
  server: BenchServer,
  name: string,
  contest: { raw: (url: string) => Promise<Timed>; trashDays: number },
  log: (line: string) => void,
): Promise<Finding> {
  const ours: { ms: number; batches: number }[] = [];
  const raw: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const single = await contest.raw(await server.copy("many_due"));
    const batched = await withCleanup(await server.copy("many_due"), contest.trashDays, (cleanUp) => cleanUp());
    if (single.removed !== mixes.many_due.due || batched.removed !== mixes.many_due.due) {
      throw new Error("Not all due todos were removed.");
    }
    log(`${name}, round ${round}: one statement ${seconds(single.ms)}, ours ${seconds(batched.ms)}`);
    raw.push(single.ms);
    ours.push({ ms: batched.ms, batches: batched.state.batches });
  }
  const best = ours.reduce((one, other) => (other.ms < one.ms ? other : one));
  const bestRaw = Math.min(...raw);
  const ratio = best.ms / bestRaw;
  return {
    name,
    value: round(ratio, 2),
    unit: "× one statement",
    target: "≤ 1.5",
    ok: ratio <= 1.5,
    details:
      `${seconds(best.ms)} in ${best.batches} batches, ${Math.round(mixes.many_due.due / (best.ms / 1_000))} rows/s; ` +
      `one statement ${seconds(bestRaw)}`,
  };
}

async function timeFew(server: BenchServer, template: "few_due" | "huge", times: number) {
  const ours: number[] = [];
  const raw: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const url = await server.copy(template);
    raw.push((await rawDeleteWithoutIndex(url)).ms);
    const result = await withCleanup(url, 30, (cleanUp) => cleanUp());
    if (result.removed !== mixes.few_due.due) throw new Error("Not all due todos were removed.");
    ours.push(result.ms);
  }
  return { ours: median(ours), raw: median(raw) };
}

/** 100 due todos of 2,000,000. */
export async function measureFew(server: BenchServer): Promise<Finding> {
  const { ours, raw } = await timeFew(server, "few_due", 5);
  return {
    name: "100 due of 2,000,000",
    value: round(ours),
    unit: "ms",
    target: "≤ 20, and ≥ 10 × faster than a raw delete without our index",
    ok: ours <= 20 && raw / ours >= 10,
    details: `${round(raw / ours)} × faster than a raw delete without the index, ${round(raw)} ms`,
  };
}

/** 100 due todos of 20,000,000, against the time at 2,000,000. */
export async function measureHuge(server: BenchServer, msAt2Million: number): Promise<Finding> {
  const { ours, raw } = await timeFew(server, "huge", 3);
  const ratio = ours / msAt2Million;
  return {
    name: "100 due of 20,000,000",
    value: round(ratio, 2),
    unit: "× the time at 2,000,000",
    target: "≤ 2",
    ok: ratio <= 2,
    details: `${round(ours)} ms; a raw delete without the index ${round(raw)} ms`,
  };
}

/** Nothing due among 2,000,000 todos: as of an instant before the first expires. */
export async function measureNothing(server: BenchServer): Promise<Finding> {
  const longAgo = new Date(now.getTime() - 60 * 86_400_000);
  return withCleanup(await server.copy("few_due"), 30, async (cleanUp, database) => {
    const before = await buffersRead(database);
    const first = await cleanUp(longAgo);
    const buffers = (await buffersRead(database)) - before;
    if (first.removed !== 0) throw new Error("Something was due.");
    const times: number[] = [];
    for (let time = 0; time < 50; time += 1) times.push((await cleanUp(longAgo)).ms);
    const ms = median(times);
    return {
      name: "nothing due of 2,000,000",
      value: round(ms, 2),
      unit: "ms",
      target: "≤ 3, and fewer than 20 buffers read",
      ok: ms <= 3 && buffers < 20,
      details: `${buffers} buffers of the table and its indexes, planning included`,
    };
  });
}

const buffersRow = z.tuple([z.object({ buffers: z.int() })]);

/** The blocks of the table and its indexes that this connection has read so far, from memory or disk. */
async function buffersRead(database: Database): Promise<number> {
  await database.$queryRaw`SELECT FROM pg_stat_force_next_flush()`;
  const row = await database.$queryRaw`
    SELECT (heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::int AS buffers
    FROM pg_statio_user_tables WHERE relname = 'todo'`;
  return buffersRow.parse(row)[0].buffers;
}
