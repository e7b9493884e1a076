import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkoutDirectory } from "./runtime/checkout.ts";
import { type Child, startChild } from "./runtime/child.ts";
import { createReporter, runCommand, type Say } from "./runtime/command.ts";
import { parsePort } from "./runtime/dev-flags.ts";
import { type LocalEnvironment, prepareEnvironment } from "./runtime/local-environment.ts";
import { nextGraceMs, startNext, waitUntilReady } from "./runtime/next-server.ts";
import { isAnswering, type ReservedPort, reservePort } from "./runtime/ports.ts";
import { aborted, listenForStop, type StopRequest } from "./runtime/stop-request.ts";
import { migrateWhenAnswering } from "./start/migrate-when-answering.ts";

await runCommand(async () => {
  if (!existsSync(join(checkoutDirectory, ".next", "BUILD_ID"))) {
    throw new Error('There is no build to start. Run "npm run build" first.');
  }
  const say = createReporter();
  const stop = listenForStop();
  const reserved = await choosePort(say);
  try {
    const environment = await prepareEnvironment({ demo: false, port: reserved.port, log: say });
    try {
      return stop.requested.aborted ? 0 : await serve(reserved, environment, say, stop);
    } finally {
      await environment.stop();
    }
  } finally {
    await reserved.release();
  }
});

/** Keeps a port that somebody chose: others rely on it. Otherwise takes the next free one. */
async function choosePort(say: Say): Promise<ReservedPort> {
  const port = parsePort(process.env.PORT || "3000");
  if (process.env.PORT || process.env.DATABASE_URL) {
    if (!(await isAnswering(port))) return { port, release: async () => {} };
    throw new Error(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`);
  }
  const reserved = await reservePort(port);
  if (reserved.port !== port) say(`port ${port} is taken, using ${reserved.port}`);
  return reserved;
}

/**
 * Migrates while Next starts: health is answered at once, and tells what the rest waits for.
 * @throws {MigrationError} after Next has ended
 */
async function serve(
  reserved: ReservedPort,
  { env, databaseUrl }: LocalEnvironment,
  say: Say,
  stop: StopRequest,
): Promise<number> {
  await reserved.release();
  const next = startNext({
    mode: "start",
    port: reserved.port,
    // Without APP_URL somebody tries Tidy out, on this machine alone.
    host: process.env.APP_URL ? null : "127.0.0.1",
    env: { ...env, MIGRATED_BY_PARENT: "1" },
  });
  const ended = new AbortController();
  const migrationFailed = new AbortController();
  migrateWhenAnswering(databaseUrl, { say, signal: AbortSignal.any([stop.requested, ended.signal]) }).then(
    (done) => done && next.tell("migrated"),
    (error: unknown) => migrationFailed.abort(error),
  );
  try {
    const stopped = AbortSignal.any([stop.requested, migrationFailed.signal]);
    const code = await announceAndWait(next, { port: reserved.port, env, say, stopped, stop });
    if (code !== undefined) return code;
    await next.stop({ graceMs: nextGraceMs, forced: stop.forced });
  } finally {
    ended.abort();
  }
  migrationFailed.signal.throwIfAborted();
  say("stopped");
  return 0;
}

/** Says when Tidy is ready. Resolves to Next's exit code; to undefined once it is to be stopped. */
async function announceAndWait(
  next: Child,
  parts: {
    readonly port: number;
    readonly env: Readonly<Record<string, string>>;
    readonly say: Say;
    readonly stopped: AbortSignal;
    readonly stop: StopRequest;
  },
): Promise<number | undefined> {
  const { port, env, say, stopped, stop } = parts;
  const onWait = (reason: string) => say(`Tidy is not ready yet: ${reason}`);
  if (await waitUntilReady({ child: next, port, signal: stopped, onWait })) {
    say(`Tidy is ready: ${env.APP_URL}`);
    await printSetupLink(env, stop);
  }
  return await Promise.race([next.exited, aborted(stopped).then(() => undefined)]);
}

/** In a process of its own, so that this one stays small. */
async function printSetupLink(env: Readonly<Record<string, string>>, stop: StopRequest): Promise<void> {
  const script = fileURLToPath(new URL("./setup-link.ts", import.meta.url));
  const printing = startChild(process.execPath, [script], { env });
  const code = await Promise.race([printing.exited, aborted(stop.requested)]);
  if (code === undefined) await printing.stop({ graceMs: 1000, forced: stop.forced });
}
