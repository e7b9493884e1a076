import { app } from "#lib/app.ts";

declare global {
  var tidyStarted: Promise<void> | undefined;
}

/** Starts tasks once in this process, even under dev reloads, and ends them cleanly on SIGTERM and SIGINT. */
export function startServer(): Promise<void> {
  globalThis.tidyStarted ??= start();
  return globalThis.tidyStarted;
}

async function start(): Promise<void> {
  const running = app();
  await running.start();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => shutDown(signal));
  running.logger.info({ engine: running.engine.name }, "tasks started");
}

async function shutDown(signal: NodeJS.Signals): Promise<void> {
  const { logger, close } = app();
  logger.info({ signal }, "stopping: finishing or handing back runs");
  await close().catch((error: unknown) => logger.error({ err: error }, "could not stop cleanly"));
  process.exit(0);
}
