import { spawn } from "node:child_process";
import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { aborted } from "#scripts/runtime/stop-request.ts";
import { copyCheckout } from "#tests/support/processes/checkout-copy.ts";
import type { Mutant } from "./mutant.ts";

/** Everything that the tests read. */
const copied = ["app", "lib", "prisma", "scripts", "tests", "package.json", "tsconfig.json", "vitest.config.ts"];

/** For a mutant whose tests wait for something that never comes. */
const patienceMs = 10 * 60_000;

/** The verdict of the tests. */
export type Verdict =
  | { readonly kind: "passed" | "hung" }
  /** `test`: the first that failed. */
  | { readonly kind: "failed"; readonly test: string }
  /** Vitest ended without a test that passed or failed, e.g. because the code can't be read. */
  | { readonly kind: "broken"; readonly reason: string };

/** A copy of the checkout in which faults are planted. */
export interface TestBed {
  readonly stop: AbortSignal;
  /** Runs files of tests on the code as it is. */
  test(files: readonly string[]): Promise<Verdict>;
  /** Runs a mutant's tests with the mutant in place, and takes it out again. */
  testWith(mutant: Mutant): Promise<Verdict>;
  close(): Promise<void>;
}

/** @param options.databaseUrl the PostgreSQL for the tests, which need not start one each time */
export async function openTestBed(options: {
  readonly databaseUrl: string;
  readonly stop: AbortSignal;
}): Promise<TestBed> {
  const { databaseUrl, stop } = options;
  const copy = await copyCheckout(copied);
  await symlink(join(checkoutDirectory, "node_modules"), join(copy.directory, "node_modules"));
  const report = join(copy.directory, "report.json");

  const test = async (files: readonly string[]): Promise<Verdict> => {
    await rm(report, { force: true });
    const args = ["run", "--bail=1", "--maxWorkers=2", "--reporter=json", `--outputFile=${report}`, ...files];
    const exitCode = await runVitest(args, { cwd: copy.directory, databaseUrl, stop });
    if (exitCode === null) return { kind: "hung" };
    return verdictOf(exitCode, await readFile(report, "utf8").catch(() => null));
  };

  return {
    stop,
    test,
    async testWith({ file, code, mutated, tests }) {
      const original = await readFile(join(copy.directory, file), "utf8");
      await copy.write(
        file,
        original.replace(code, () => mutated),
      );
      const verdict = await test(tests);
      await copy.write(file, original);
      return verdict;
    },
    close: copy.remove,
  };
}

/** Vitest's exit code; null if it had to be ended. */
async function runVitest(
  args: readonly string[],
  { cwd, databaseUrl, stop }: { readonly cwd: string; readonly databaseUrl: string; readonly stop: AbortSignal },
): Promise<number | null> {
  const program = join(checkoutDirectory, "node_modules/vitest/vitest.mjs");
  const env = { ...process.env, TEST_DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: "ignore", detached: true });
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", resolve);
  });
  const tooLong = AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]);
  await Promise.race([exited, aborted(tooLong)]);
  // A worker in an endless loop would outlive its parent.
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  return await exited;
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

function verdictOf(exitCode: number, json: string | null): Verdict {
  if (json === null) return { kind: "broken", reason: `Vitest ended with ${exitCode}` };
  const { testResults } = vitestReport.parse(JSON.parse(json));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failed = tests.find(({ status }) => status === "failed");
  if (failed) return { kind: "failed", test: failed.fullName };
  const passed = exitCode === 0 && tests.some(({ status }) => status === "passed");
  if (passed) return { kind: "passed" };
  return { kind: "broken", reason: testResults.find(({ message }) => message)?.message ?? "no test failed or passed" };
}
