import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { ensureBrowser } from "./browser/browser.ts";
import { type Check, lanes } from "./checks/checks.ts";
import type { Tally } from "./checks/report.ts";
import { runCommand } from "./runtime/command.ts";

const env = {
  // The tests start many processes, which load the same code: Node compiles it once.
  NODE_COMPILE_CACHE: resolvePath("node_modules/.cache/compiled"),
  // The compiler takes a third less time if it collects its garbage seldom.
  GOGC: "400",
  // A test compiles all there is (tests/static/types).
  BUILD_TYPES: "off",
  // Node strips the types of the browser tests by itself. Else Playwright compiles them: a tenth of their work.
  PW_DISABLE_TS_ESM: "1",
  // A fresh checkout is often built only once (next.config.ts).
  ...(existsSync(".next") ? {} : { BUILD_CACHE: "off" }),
  ...process.env,
};

await runCommand(async () => {
  await rm("test-results", { recursive: true, force: true });
  await mkdir("test-results");
  console.log(`browser: ${ensureBrowser()}`);
  const startedAt = performance.now();
  const outcomes = (await Promise.all(lanes.map(inTurn))).flat();
  for (const { name, tally } of outcomes)
    console.log([`${name}: ${describe(tally)}`, ...(tally.remarks ?? [])].join("\n  "));
  const total = outcomes.reduce((sum, { tally }) => add(sum, tally), { passed: 0, failed: 0 });
  console.log(`took ${Math.round((performance.now() - startedAt) / 1000)} s\n${describe(total)}`);
  return total.failed === 0 ? 0 : 1;
});

interface Outcome {
  readonly name: string;
  readonly tally: Tally;
}

async function inTurn(checks: readonly Check[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const check of checks) outcomes.push({ name: check.name, tally: await perform(check) });
  return outcomes;
}

/** Counts a command that fails without a failed test as one failed test. */
async function perform({ name, command, report }: Check): Promise<Tally> {
  console.log(`\n--- ${name}`);
  const succeeded = (await run(command)) === 0;
  const tally = report
    ? await report.tally(report.file).catch(() => ({ passed: 0, failed: 1 }))
    : { passed: succeeded ? 1 : 0, failed: 0 };
  return succeeded || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

function run([command, ...args]: readonly [string, ...string[]]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function add(one: Tally, other: Tally): Tally {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

function describe({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
