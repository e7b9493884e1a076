import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock, withLock } from "#scripts/data-directory/file-lock.ts";

let directory = "";
let holders: ChildProcess[] = [];
const path = () => join(directory, "lock");

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tidy-lock-"));
  holders = [];
});

afterEach(async () => {
  for (const holder of holders) holder.kill("SIGKILL");
  await rm(directory, { recursive: true });
});

/** Another process that holds the lock until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("./lock-holder.ts", import.meta.url));
  const holder = spawn(process.execPath, [script, path()], { stdio: ["ignore", "pipe", "inherit"] });
  holders.push(holder);
  await once(createInterface({ input: holder.stdout }), "line");
  return holder;
}

async function end(process: ChildProcess): Promise<void> {
  process.kill("SIGKILL");
  await once(process, "exit");
}

test("only one caller in a process works at a time", async () => {
  let working = 0;
  let most = 0;
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    await readdir(directory);
    working -= 1;
    return "done";
  };
  const results = await Promise.all([1, 2, 3, 4].map(() => withLock(path(), work)));
  expect(results).toEqual(["done", "done", "done", "done"]);
  expect(most).toBe(1);
});

test("work that fails gives the lock up", async () => {
  const failing = withLock(path(), () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await withLock(path(), async () => "next")).toBe("next");
});

test("a lock is released once, however often", () => {
  const first = tryLock(path());
  first?.release();
  const next = tryLock(path());
  first?.release();
  expect(tryLock(path())).toBeNull();
  next?.release();
});

test("a lock that nobody refers to is held until the process ends", () => {
  tryLock(path());
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  expect(tryLock(path())).toBeNull();
});

test("another process's lock is respected until that process is killed", async () => {
  const holder = await holdElsewhere();
  expect(tryLock(path())).toBeNull();
  await end(holder);
  expect(await withLock(path(), async () => "mine")).toBe("mine");
});

test("a suspended process keeps its lock, and the error names it", async () => {
  const holder = await holdElsewhere();
  holder.kill("SIGSTOP");
  const attempt = withLock(path(), async () => "stolen", { timeoutMs: 300 });
  await expect(attempt).rejects.toThrow(`Process ${holder.pid} has held ${path()}`);
  await end(holder);
});

test("a file that is no lock, or cannot be made, is named", async () => {
  await writeFile(path(), "4711");
  expect(() => tryLock(path())).toThrow(`Cannot lock ${path()}`);
  expect(() => tryLock(join(directory, "none", "lock"))).toThrow("Cannot open");
});
