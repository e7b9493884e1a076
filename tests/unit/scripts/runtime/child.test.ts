import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startChild } from "#scripts/runtime/child.ts";
import { isAlive } from "#scripts/runtime/processes.ts";

const fixture = fileURLToPath(new URL("./parent-of-child.ts", import.meta.url));
const never = new AbortController().signal;
const env = { PATH: process.env.PATH ?? "" };
const runScript = (script: string) => startChild(process.execPath, ["--eval", script], { env });

test("the exit code is passed on, 127 where the program doesn't exist", async () => {
  expect(await runScript("process.exit(3)").exited).toBe(3);
  expect(await startChild("no-such-program-anywhere", [], { env }).exited).toBe(127);
});

test("a program that ends when it is asked to is not hurried", async () => {
  const child = runScript("process.on('SIGTERM', () => setTimeout(() => process.exit(7), 50)); process.send('up')");
  await child.stop({ graceMs: 20_000, forced: never });
  expect([7, 128 + 15]).toContain(await child.exited);
});

test("a program that doesn't end in time is ended", async () => {
  const child = runScript("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)");
  await child.stop({ graceMs: 300, forced: never });
  expect([128 + 9, 128 + 15]).toContain(await child.exited);
});

test("whoever insists doesn't wait for the grace period", async () => {
  const child = runScript("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)");
  await child.stop({ graceMs: 60_000, forced: AbortSignal.abort() });
  expect([128 + 9, 128 + 15]).toContain(await child.exited);
});

test("a child loaded with exit-with-parent ends when its parent is killed", async () => {
  const parent = spawn(process.execPath, [fixture], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: parent.stdout }), "line");
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});
