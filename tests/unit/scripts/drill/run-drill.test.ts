import { existsSync } from "node:fs";
import { expect, test, vi } from "vitest";
import type { Drill, DrillContext } from "#scripts/drill/drill.ts";
import { runDrill } from "#scripts/drill/run-drill.ts";

function drillThat(run: Drill["run"]): Drill {
  return { name: "example", description: "breaks nothing", run };
}

async function carryOut(run: Drill["run"], stop = new AbortController().signal) {
  const lines: string[] = [];
  const options = { rounds: 3, database: undefined, stop, say: (line: string) => void lines.push(line) };
  const held = await runDrill(drillThat(run), options);
  return { held, lines };
}

test("a drill holds if all its promises do", async () => {
  const { held, lines } = await carryOut(async ({ check, rounds }) => {
    check("one", true);
    check("two", true, `${rounds} rounds`);
  });
  expect(held).toBe(true);
  expect(lines).toEqual([
    "example: breaks nothing",
    "  held    one",
    "  held    two (3 rounds)",
    "all 2 promises held",
  ]);
});

test("one broken promise is enough to fail, and the drill goes on", async () => {
  const { held, lines } = await carryOut(async ({ check }) => {
    check("one", false, "it was two");
    check("two", true);
  });
  expect(held).toBe(false);
  expect(lines.slice(1)).toEqual(["  BROKEN  one (it was two)", "  held    two", "1 of 2 promises broken"]);
});

test("a drill that checks nothing, or is interrupted, has not held", async () => {
  await expect(carryOut(async () => {})).rejects.toThrow("example checked nothing");
  const interrupted = carryOut(async ({ check }) => check("one", true), AbortSignal.abort());
  await expect(interrupted).rejects.toThrow("interrupted");
});

test("the steps for the end run in reverse order, and its folder goes, even if it fails", async () => {
  const steps: string[] = [];
  let directory = "";
  const failing = carryOut(async (context: DrillContext) => {
    directory = context.directory;
    context.atEnd(async () => void steps.push(`first, ${existsSync(directory)}`));
    context.atEnd(async () => void steps.push("second"));
    throw new Error("a program is missing");
  });
  await expect(failing).rejects.toThrow("a program is missing");
  expect(steps).toEqual(["second", "first, true"]);
  expect(existsSync(directory)).toBe(false);
});

test("its processes get no setting of Tidy", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://somewhere/else");
  await carryOut(async ({ check, env }) => {
    check("one", true);
    expect(env).toMatchObject({ PATH: process.env.PATH });
    expect(env).not.toHaveProperty("DATABASE_URL");
  }).finally(() => vi.unstubAllEnvs());
});
