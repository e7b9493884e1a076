import { app } from "#lib/app.ts";
import { type Drain, watchRequests } from "#lib/http/drain.ts";
import { startTracing, type Tracing } from "#lib/tracing/export.ts";

declare global {
  var tidyStarted: Promise<void> | undefined;
}

/**
 * Starts tasks once in this process, even under dev reloads, and stops them on SIGTERM and SIGINT. With `drains` it
 * first answers the requests in flight.
 */
export function startServer(options: { readonly drains: boolean }): Promise<void> {
  globalThis.tidyStarted ??= start(options.drains ? watchRequests() : null);
  return globalThis.tidyStarted;
}

async function start(drain: Drain | null): Promise<void> {
  const running = app();
  const tracing = await startTracing(running.env);
  await running.start();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => shutDown(signal, drain, tracing));
  running.logger.info({ engine: running.env.TASK_ENGINE }, "tasks started");
}

async function shutDown(signal: NodeJS.Signals, drain: Drain | null, tracing: Tracing): Promise<void> {
  const { logger, announceStop, close } = app();
  logger.info({ signal }, "stopping: answering requests in flight, finishing or requeueing runs");
  announceStop();
  await drain?.finish();
  await close().catch((error: unknown) => logger.error({ err: error }, "could not stop cleanly"));
  await tracing.stop().catch((error: unknown) => logger.warn({ err: error }, "the last traces could not be sent"));
  process.exit(0);
}
