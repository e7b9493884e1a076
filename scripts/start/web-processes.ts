// Started by become-server.ts where WEB_CONCURRENCY asks for several: `node web-processes.ts COUNT PROGRAM ARGUMENT…`
import cluster, { type Worker } from "node:cluster";
import { answerScrapes } from "./sibling-metrics.ts";

const [, , count = "1", exec = "", ...args] = process.argv;

/** A process that ends sooner than this after its start would end again. */
const SETTLED_MS = 10_000;

let isStopping = false;

cluster.setupPrimary({ exec, args, execArgv: process.execArgv });
answerScrapes();
for (let n = 0; n < Number(count); n += 1) start();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopAll(signal));

/** Starts a server process, and another one when it ends by itself. */
function start(): void {
  const startedAt = performance.now();
  const worker = cluster.fork();
  worker.on("exit", (code) => {
    if (isStopping) return leaveWithTheLast();
    if (performance.now() - startedAt > SETTLED_MS) return start();
    // The same cause keeps all of them from starting, and each has logged it.
    isStopping = true;
    process.exitCode = code || 1;
    for (const other of running()) other.process.kill("SIGTERM");
    leaveWithTheLast();
  });
}

function stopAll(signal: NodeJS.Signals): void {
  // A terminal sends Ctrl-C to every process itself.
  isStopping = true;
  for (const worker of running()) if (signal !== "SIGINT" || !process.stdin.isTTY) worker.process.kill(signal);
  leaveWithTheLast();
}

function leaveWithTheLast(): void {
  if (running().length === 0) process.exit();
}

function running(): Worker[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) =>
    worker === undefined || worker.isDead() ? [] : [worker],
  );
}
