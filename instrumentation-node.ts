import { app } from "#lib/app.ts";
import { recordPeerAddresses } from "#lib/auth/throttling/peer-address.ts";
import { type Drain, watchRequests } from "#lib/http/drain.ts";
import { guardAnswers } from "#lib/http/edge/guard-answers.ts";
import { startTracing, type Tracing } from "#lib/tracing/export.ts";

declare global {
  var tidyStarted: true | undefined;
}

/**
 * Starts tasks once in this process, even under dev reloads, and stops them on SIGTERM and SIGINT. With `drains` it
 * first answers the requests in flight. With `migratedByParent` tasks start once the process that started this one has
 * migrated the database. Resolves before the database answers, so that health can tell that it doesn't: Next answers
 * nothing before this resolves, and 500 for ever if it rejects.
 * @throws {EnvironmentError}
 */
export async function startServer(options: {
  readonly drains: boolean;
  readonly migratedByParent: boolean;
}): Promise<void> {
  if (globalThis.tidyStarted) return;
  globalThis.tidyStarted = true;
  const drain = options.drains ? watchRequests() : null;
  const { env, logger, start } = app();
  if (!env.VERCEL) recordPeerAddresses();
  guardAnswers({ appUrl: env.APP_URL, logger });
  const tracing = await startTracing(env);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => shutDown(signal, drain, tracing));
  start(options.migratedByParent ? { migrated: untilTold("migrated") } : {}).then(
    () => logger.info({ engine: env.TASK_ENGINE }, "tasks started"),
    (error: unknown) => {
      logger.fatal({ err: error }, error instanceof Error ? error.message : "the tasks cannot be started");
      process.exit(1);
    },
  );
}

/** Resolves once the process that started this one sends the message. Node keeps one that comes earlier. */
function untilTold(message: string): Promise<void> {
  return new Promise((resolve) => process.on("message", (told) => told === message && resolve()));
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
