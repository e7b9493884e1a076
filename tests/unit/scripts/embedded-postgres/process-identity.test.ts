import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { askPs, identifyProcess } from "#scripts/embedded-postgres/process-identity.ts";

test.each([
  ["as this system tells", identifyProcess],
  ["as ps tells", askPs],
])("%s: a process is known by program and arguments", async (_, identify) => {
  const child = spawn("sleep", ["61"], { stdio: "ignore" });
  await once(child, "spawn");
  await expect.poll(() => identify(child.pid ?? 0)).toEqual({ program: "sleep", commandLine: "sleep 61" });
  child.kill("SIGKILL");
});

test("of a process that is gone nothing is known", async () => {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  expect(await identifyProcess(child.pid ?? 0)).toBeUndefined();
  expect(await askPs(child.pid ?? 0)).toBeUndefined();
});
