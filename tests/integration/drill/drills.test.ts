import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";

const script = fileURLToPath(new URL("../../../scripts/drill.ts", import.meta.url));

/** Runs `npm run drill` with a DATABASE_URL that it must not use. */
function drill(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

test("without a name it lists the drills, and an unknown name is none that held or broke", async () => {
  const [list, unknown] = await Promise.all([drill(), drill("nonsense")]);
  expect(list).toMatchObject({ code: 0, stdout: expect.stringContaining("  embedded-first-starts  ") });
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no drill "nonsense"') });
});

test.each(["embedded-first-starts", "embedded-frozen-owner", "retention-race"])(
  "%s holds",
  async (name) => {
    // The only one of these that needs a database.
    const place = name === "retention-race" ? ["--database", inject("postgres").adminUrl] : [];
    const { code, stdout } = await drill(name, "--rounds", "1", ...place);
    expect(stdout).not.toContain("BROKEN");
    expect(stdout).toMatch(/all \d promises held/);
    expect(code).toBe(0);
  },
  120_000,
);
