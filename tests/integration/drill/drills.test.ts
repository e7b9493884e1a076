import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { drillCommand } from "#scripts/drill/drill-command.ts";

const script = fileURLToPath(new URL("../../../scripts/drill.ts", import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run drill` with a DATABASE_URL that it must not use. */
function drillProcess(...args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Does the same in this process. */
async function drill(...args: readonly string[]): Promise<Outcome> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await drillCommand(args, {
    say: (line) => void said.push(line),
    complain: (line) => void complained.push(line),
    stop: new AbortController().signal,
  });
  return { code, stdout: said.join("\n"), stderr: complained.join("\n") };
}

function expectHeld({ code, stdout }: Outcome) {
  expect(stdout).not.toContain("BROKEN");
  expect(stdout).toMatch(/all \d promises held/);
  expect(code).toBe(0);
}

test("without a name it lists the drills, and an unknown name is none that held or broke", async () => {
  expect(await drill()).toMatchObject({ code: 0, stdout: expect.stringContaining("  embedded-first-starts  ") });
  expect(await drill("nonsense")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no drill "nonsense"'),
  });
});

test.each(["embedded-first-starts", "embedded-frozen-owner"])(
  "%s holds",
  async (name) => expectHeld(await drill(name, "--rounds", "1")),
  120_000,
);

test("retention-race holds, as a command on a server that it is given", async () => {
  expectHeld(await drillProcess("retention-race", "--rounds", "1", "--database", inject("postgres").adminUrl));
}, 120_000);
