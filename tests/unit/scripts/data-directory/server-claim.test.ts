import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimDev, claimStart, findServer } from "#scripts/data-directory/server-claim.ts";

const url = "http://localhost:3456";
let directory = "";
let other: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tidy-claim-"));
});

afterEach(async () => {
  other?.kill("SIGKILL");
  await rm(directory, { recursive: true });
});

/** Another process that claims the directory, and serves nothing at its address. */
async function claimElsewhere(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("./claimant.ts", import.meta.url));
  const claimant = spawn(process.execPath, [script, directory, url], { stdio: ["ignore", "pipe", "inherit"] });
  other = claimant;
  await once(createInterface({ input: claimant.stdout }), "line");
  return claimant;
}

test("a claim tells its address, is given up, and can be taken again", async () => {
  const claim = await claimDev(directory);
  await claim.publish(url);
  expect(JSON.parse(await readFile(join(directory, "dev.json"), "utf8"))).toEqual({ pid: process.pid, url });
  await claim.release();
  await expect(readFile(join(directory, "dev.json"))).rejects.toThrow("ENOENT");
  await (await claimDev(directory)).release();
});

test("a second start is told where the first one is, even if that is suspended and answers nobody", async () => {
  const claimant = await claimElsewhere();
  claimant.kill("SIGSTOP");
  await expect(claimDev(directory)).rejects.toThrow(
    `already running from this checkout, at ${url} (process ${claimant.pid})`,
  );
});

test("before the first has an address, a second start is refused as well", async () => {
  const claim = await claimDev(directory);
  await expect(claimDev(directory)).rejects.toThrow("starting from this checkout already");
  await claim.release();
});

test("the claim of a process that was killed is taken over, and its address forgotten", async () => {
  const claimant = await claimElsewhere();
  claimant.kill("SIGKILL");
  await once(claimant, "exit");
  const claim = await claimDev(directory);
  await expect(readFile(join(directory, "dev.json"))).rejects.toThrow("ENOENT");
  await claim.release();
});

test("an address that was left by a process whose id now belongs to another one claims nothing", async () => {
  await writeFile(join(directory, "dev.json"), JSON.stringify({ pid: process.ppid, url }));
  await (await claimDev(directory)).release();
});

test("commands find a server while it runs: npm run dev, else the first npm start", async () => {
  expect(await findServer(directory)).toBeNull();
  const start = await claimStart(directory);
  await start?.publish("http://localhost:3001");
  expect(await claimStart(directory)).toBeNull();
  expect(await findServer(directory)).toEqual({ name: "start", url: "http://localhost:3001" });
  const claimant = await claimElsewhere();
  expect(await findServer(directory)).toEqual({ name: "dev", url });
  claimant.kill("SIGKILL");
  await once(claimant, "exit");
  expect(await findServer(directory)).toMatchObject({ name: "start" });
  await start?.release();
  expect(await findServer(directory)).toBeNull();
});
