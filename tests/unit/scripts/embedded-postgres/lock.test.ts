import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "#scripts/embedded-postgres/lock.ts";

let directory = "";
const path = () => join(directory, "lock");

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tidy-lock-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test("only one works at a time, and the file is gone afterwards", async () => {
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
  expect(await readdir(directory)).toEqual([]);
});

test("work that fails gives the lock up", async () => {
  const failing = withLock(path(), () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(await withLock(path(), async () => "next")).toBe("next");
});

test("the lock of a dead process is taken over", async () => {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  await writeFile(path(), String(child.pid));
  expect(await withLock(path(), async () => "mine")).toBe("mine");
});

test("the lock of an earlier life with this process id is taken over", async () => {
  await writeFile(path(), String(process.pid));
  expect(await withLock(path(), async () => "mine")).toBe("mine");
});

test("the lock of a living process is respected", async () => {
  await writeFile(path(), String(process.ppid));
  const order: string[] = [];
  const waiting = withLock(path(), async () => order.push("worked"));
  await readdir(directory);
  order.push("released");
  await rm(path());
  await waiting;
  expect(order).toEqual(["released", "worked"]);
});
