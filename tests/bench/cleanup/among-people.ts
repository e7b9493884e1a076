import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Finding, percentile, round, seconds } from "../report.ts";
import { withCleanup } from "./contenders.ts";
import type { BenchServer } from "./server.ts";
import { countOf, mixes } from "./tables.ts";

const changesSchema = z.array(z.object({ at: z.number(), ms: z.number() }));
const script = fileURLToPath(new URL("./people.ts", import.meta.url));

/** 4 clients that change todos at random before and during a cleanup of 500,000. */
export async function measureAmongPeople(server: BenchServer): Promise<Finding> {
  const url = await server.copy("many_due");
  const people = fork(script, [url, "4", String(countOf(mixes.many_due))]);
  await wait(2_000);
  const calmFrom = Date.now();
  await wait(8_000);
  const from = Date.now();
  const { ms, removed } = await withCleanup(url, 30, (cleanUp) => cleanUp());
  const to = Date.now();
  const answered = once(people, "message");
  people.send("stop");
  const changes = changesSchema.parse((await answered)[0]);
  const before = changes.filter(({ at }) => at >= calmFrom && at < from);
  const during = changes.filter((change) => change.at + change.ms >= from && change.at < to);
  const perSecond = (some: typeof changes, lasting: number) => (some.length / lasting) * 1_000;
  const kept = perSecond(during, to - from) / perSecond(before, from - calmFrom);
  const latencies = during.map((change) => change.ms);
  const [p99, longest] = [percentile(latencies, 99), percentile(latencies, 100)];
  return {
    name: "4 clients during the 500,000 run",
    value: round(p99),
    unit: "ms p99",
    target: "≤ 10, no wait over 250 ms, ≥ 50 % of their throughput before it",
    ok: p99 <= 10 && longest <= 250 && kept >= 0.5,
    details:
      `longest ${round(longest)} ms, ${Math.round(kept * 100)} % of ${Math.round(perSecond(before, from - calmFrom))} changes/s ` +
      `(p99 before ${round(
        percentile(
          before.map((change) => change.ms),
          99,
        ),
      )} ms); ${removed} removed in ${seconds(ms)}`,
  };
}
