import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import type { Say } from "#scripts/runtime/command.ts";
import { startTestServer } from "#tests/support/server.ts";
import type { Mutant } from "./mutant.ts";
import { openTestBed, type TestBed, type Verdict } from "./test-bed.ts";

/**
 * Plants each mutant in a copy of the checkout and runs its tests there. Resolves to whether each made one fail.
 * @throws {Error} if a mutant's code is not in its file
 */
export async function runMutants(
  mutants: readonly Mutant[],
  { jobs, stop, say }: { readonly jobs: number; readonly stop: AbortSignal; readonly say: Say },
): Promise<boolean> {
  for (const mutant of mutants) await placeOf(mutant);
  const server = await startTestServer();
  const beds: TestBed[] = [];
  try {
    for (let count = 0; count < Math.min(jobs, mutants.length); count++) {
      beds.push(await openTestBed({ databaseUrl: server.adminUrl, stop }));
    }
    const waiting = mutants.values();
    const healths: Healths = new Map();
    const outcomes = await Promise.all(beds.map((bed) => work(bed, waiting, healths, say)));
    if (stop.aborted) throw new Error("The run was interrupted.");
    return summarize(outcomes.flat(), say);
  } finally {
    for (const bed of beds) await bed.close();
    await server.stop();
  }
}

interface Outcome {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

async function work(bed: TestBed, waiting: Iterator<Mutant>, healths: Healths, say: Say): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let next = waiting.next(); !next.done && !bed.stop.aborted; next = waiting.next()) {
    const mutant = next.value;
    const health = await healthOf(bed, mutant, healths);
    const verdict = health.kind === "passed" ? await bed.testWith(mutant) : unhealthy(health);
    // Tests that were ended tell nothing.
    if (bed.stop.aborted) break;
    outcomes.push({ mutant, verdict });
    say(`${isKilled(verdict) ? "killed  " : "SURVIVED"}  ${await placeOf(mutant)}  ${mutant.fault}`);
    say(`          ${describe(verdict)}`);
  }
  return outcomes;
}

/** The verdicts of tests without any mutant, by their files. */
type Healths = Map<string, Promise<Verdict>>;

/** A test that fails by itself kills every mutant, and proves nothing. */
function healthOf(bed: TestBed, { tests }: Mutant, healths: Healths): Promise<Verdict> {
  const known = healths.get(tests.join());
  if (known !== undefined) return known;
  const health = bed.test(tests);
  healths.set(tests.join(), health);
  return health;
}

const unhealthy = (health: Verdict): Verdict => ({
  kind: "broken",
  reason: `without the mutant as well, ${describe(health)}`,
});

const isKilled = ({ kind }: Verdict) => kind === "failed" || kind === "hung";

function describe(verdict: Verdict): string {
  switch (verdict.kind) {
    case "passed":
      return "its tests pass";
    case "failed":
      return `a test fails: ${verdict.test}`;
    case "hung":
      return "its tests did not end";
    case "broken":
      return `they prove nothing: ${verdict.reason}`;
  }
}

function summarize(outcomes: readonly Outcome[], say: Say): boolean {
  const survivors = outcomes.filter(({ verdict }) => !isKilled(verdict));
  say(`${outcomes.length - survivors.length} killed, ${survivors.length} survived`);
  return survivors.length === 0;
}

/** The file and the line of a mutant's code. */
async function placeOf({ file, code, fault }: Mutant): Promise<string> {
  const text = await readFile(join(checkoutDirectory, file), "utf8");
  const [before = "", ...others] = text.split(code);
  if (others.length !== 1) {
    throw new Error(
      `${file} must hold the code of the mutant "${fault}" once, and does ${others.length} times:\n${code}`,
    );
  }
  return `${file}:${before.split("\n").length}`;
}
