import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Load, measureRate } from "./http/load.ts";
import { exampleTodo, type HttpServers, startHttpServers } from "./http/servers.ts";
import { type Finding, round } from "./report.ts";

const idleSeconds = 10;
const loadSeconds = 30;
const restSeconds = 60;

/**
 * The resident memory of everything that `node scripts/start.ts` leaves running: idle, while 16 connections read and
 * create todos, and a minute after. With `large`, the same load for ten minutes beside its first. Linux only.
 */
export async function benchMemory(options: { large: boolean; log: (line: string) => void }): Promise<Finding[]> {
  const { large, log } = options;
  const servers = await startHttpServers();
  const { pid, firstAnswerMs } = servers.server;
  try {
    log(`${idleSeconds} s of idling, ${loadSeconds} s of load, ${restSeconds} s of rest`);
    await sleep(idleSeconds * 1_000);
    const idle = await residentMegabytes(pid);
    const busy = await highestDuring(pid, () => load(servers, loadSeconds));
    await sleep(restSeconds * 1_000);
    const rested = await residentMegabytes(pid);
    return [
      finding("memory, idle", idle, 250),
      finding("memory, under load", busy, 400),
      finding("memory, a minute after", rested, 280),
      start(firstAnswerMs),
      ...(large ? [await compareLong(servers, log)] : []),
    ];
  } finally {
    await servers.stop();
  }
}

async function compareLong(servers: HttpServers, log: (line: string) => void): Promise<Finding> {
  const { pid } = servers.server;
  log("ten minutes of load");
  const first = await highestDuring(pid, () => load(servers, 60));
  await load(servers, 480);
  const last = await highestDuring(pid, () => load(servers, 60));
  const ratio = round(last / first, 2);
  return {
    name: "memory, the tenth minute of load",
    value: ratio,
    unit: "× the first",
    target: "≤ 1.15",
    ok: ratio <= 1.15,
    details: `${Math.round(last)} MB; ${Math.round(first)} MB`,
  };
}

async function load({ tidy, session, key }: HttpServers, seconds: number): Promise<void> {
  const list = { origin: tidy, method: "GET", path: "/api/todos", headers: session, status: 200 } as const;
  const headers = { ...key, "content-type": "application/json" };
  const create: Load = { ...list, method: "POST", headers, body: JSON.stringify(exampleTodo), status: 201 };
  await measureRate(list, seconds / 2);
  await measureRate(create, seconds / 2);
}

async function highestDuring(pid: number, work: () => Promise<void>): Promise<number> {
  let highest = 0;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      highest = Math.max(highest, await residentMegabytes(pid));
      await sleep(250);
    }
  };
  await Promise.all([watch(), work().finally(() => (isOver = true))]);
  return highest;
}

/** Of a process and all below it, in MB of 1,000,000 bytes. */
async function residentMegabytes(pid: number): Promise<number> {
  const processes = await Promise.all((await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(readProcess));
  const known = processes.filter((each) => each !== null);
  const below = (parent: number): number =>
    known.filter(({ ppid }) => ppid === parent).reduce((sum, each) => sum + each.bytes + below(each.pid), 0);
  const own = known.find((each) => each.pid === pid)?.bytes ?? 0;
  return (own + below(pid)) / 1_000_000;
}

/** Null for one that has ended meanwhile. */
async function readProcess(name: string) {
  try {
    const status = await readFile(`/proc/${name}/status`, "utf8");
    const numberOf = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { pid: Number(name), ppid: numberOf("PPid"), bytes: numberOf("VmRSS") * 1_024 };
  } catch {
    return null;
  }
}

function finding(name: string, megabytes: number, most: number): Finding {
  const value = Math.round(megabytes);
  return { name, value, unit: "MB", target: `≤ ${most}`, ok: value <= most, details: "all processes together" };
}

function start(ms: number): Finding {
  const value = round(ms / 1_000, 2);
  return {
    name: "start → first answer",
    value,
    unit: "s",
    target: "≤ 1",
    ok: value <= 1,
    details: "by node scripts/start.ts",
  };
}
