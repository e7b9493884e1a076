import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./lock-worker.ts", import.meta.url));

/** A process that takes the lock this many times. Resolves to its output and its exit. */
async function work(path: string, times: number, end: "leaves" | "dies-holding") {
  const child = spawn(process.execPath, [script, path, String(times), end], { stdio: ["ignore", "pipe", "inherit"] });
  const [report] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { report, signal: child.signalCode };
}

/** Six contend for each lock of a process that dies with it: then the old lock was often taken over twice. */
test("a lock whose holders are killed again and again is never held twice", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tidy-race-"));
  try {
    const path = join(directory, "lock");
    const living = Array.from({ length: 6 }, () => work(path, 60, "leaves"));
    const dying = Array.from({ length: 6 }, (_, index) => work(path, 8 * index, "dies-holding"));
    expect(await Promise.all(living)).toEqual(living.map(() => ({ report: "ready\n", signal: null })));
    expect(await Promise.all(dying)).toEqual(dying.map(() => ({ report: "ready\n", signal: "SIGKILL" })));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 120_000);
