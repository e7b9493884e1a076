import cluster from "node:cluster";
import { recordPeerAddresses } from "#lib/auth/throttling/peer-address.ts";
import { processApp } from "#lib/composition/process-app.ts";
import { onStopSignal } from "#lib/composition/stop-signals.ts";
import { processesStay } from "#lib/env.ts";
import { announceReadiness } from "#lib/health/announcement.ts";
import { type Drain, watchRequests } from "#lib/http/drain.ts";
import { guardAnswers } from "#lib/http/edge/guard-answers.ts";
import { countRequests } from "#lib/http/edge/records/count-requests.ts";
import { startTracing, type Tracing } from "#lib/tracing/export.ts";

declare global {
  var tidyStarted: true | undefined;
}

/**
 * Starts tasks once in this process, even under dev reloads, and stops them on SIGTERM and SIGINT. In production it
 * migrates the database first, except on Vercel, whose build does, and answers the requests in flight before it ends.
 * Resolves before the database answers, so that health can tell that it doesn't: Next answers nothing before this
 * resolves, and 500 for ever if it rejects.
 * @throws {EnvironmentError}
 */
export async function startServer({ isProduction }: { readonly isProduction: boolean }): Promise<void> {
  if (globalThis.tidyStarted) return;
  globalThis.tidyStarted = true;
  const drain = isProduction ? watchRequests() : null;
  const { env, logger, metrics, start, health, stopping } = processApp();
  if (!env.VERCEL) recordPeerAddresses();
  if (env.METRICS_TOKEN !== undefined) countRequests(metrics);
  guardAnswers({ appUrl: env.APP_URL, logger });
  const tracing = await startTracing(env);
  onStopSignal((signal) => void shutDown(signal, drain, tracing));
  start({ migrates: isProduction && !env.VERCEL })
    .then(async () => {
      logger.info({ engine: env.TASK_ENGINE }, "tasks started");
      if (!isProduction || !processesStay(env)) return;
      const say = (line: string) => process.stdout.write(`${line}\n`);
      // A program that waits for this process says so itself; of several processes one does.
      const announces = process.send === undefined || cluster.worker?.id === 1;
      if (announces) await announceReadiness({ health, appUrl: env.APP_URL, signal: stopping, say });
      await printSetupLink();
    })
    .catch((error: unknown) => {
      const text = error instanceof Error ? error.message : "The tasks cannot be started.";
      logger.fatal({ err: error }, text);
      // For the person at the terminal, whatever LOG_LEVEL says.
      process.stderr.write(`\n${text}\n`);
      process.exit(1);
    });
}

/** Printed, never logged: whoever reads the link can become the admin. */
async function printSetupLink(): Promise<void> {
  const { auth, logger, stopping } = processApp();
  if (stopping.aborted) return;
  try {
    const link = await auth.createSetupLink(new Date());
    const text = `Nobody is an admin yet. Open this link within a day to become one:\n  ${link}\n`;
    if (link !== null) process.stdout.write(text);
  } catch (error) {
    logger.warn({ err: error }, "no setup link can be made: npm run user -- make-admin makes the first admin");
  }
}

/** Longer than draining, and runs that finish their batch, take together. */
const STOP_WITHIN_MS = 40_000;

async function shutDown(signal: NodeJS.Signals, drain: Drain | null, tracing: Tracing): Promise<void> {
  const { logger, announceStop, close } = processApp();
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  logger.info({ signal }, "stopping: answering requests in flight, finishing or requeueing runs");
  announceStop();
  void tracing.announceStop();
  await drain?.finish();
  await close().catch((error: unknown) => logger.error({ err: error }, "could not stop cleanly"));
  await tracing.stop().catch((error: unknown) => logger.warn({ err: error }, "the last traces could not be sent"));
  process.exit(0);
}
