import { createReporter, type Say } from "#scripts/runtime/command.ts";
import { prepareEnvironment } from "#scripts/runtime/local-environment.ts";
import { nextGraceMs, startNext, waitUntilReady } from "#scripts/runtime/next-server.ts";
import { type ReservedPort, reservePort } from "#scripts/runtime/ports.ts";
import { aborted, listenForStop } from "#scripts/runtime/stop-request.ts";

/**
 * Runs the server beside the PostgreSQL that Tidy brings, which has to stop after it. Also where a process cannot
 * become another one. Resolves to the exit code.
 */
export async function serveBeside(reserve: (say: Say) => Promise<ReservedPort>): Promise<number> {
  const say = createReporter();
  const stop = listenForStop();
  const reserved = await reserve(say);
  try {
    const { port } = reserved;
    const { env, stop: stopDatabase } = await prepareEnvironment({ demo: false, port, log: say });
    try {
      if (stop.requested.aborted) return 0;
      await reserved.release();
      // Without APP_URL somebody tries Tidy out, on this machine alone.
      const next = startNext({ mode: "start", port, host: process.env.APP_URL ? null : "127.0.0.1", env });
      const onWait = (reason: string) => say(`Tidy is not ready yet: ${reason}`);
      if (await waitUntilReady({ child: next, port, signal: stop.requested, onWait })) {
        say(`Tidy is ready: ${env.APP_URL}`);
      }
      const code = await Promise.race([next.exited, aborted(stop.requested).then(() => undefined)]);
      if (code !== undefined) return code;
      await next.stop({ graceMs: nextGraceMs, forced: stop.forced });
      say("stopped");
      return 0;
    } finally {
      await stopDatabase();
    }
  } finally {
    await reserved.release();
  }
}

/** The first free port from a wish on. */
export async function reserveFrom(first: number, say: Say): Promise<ReservedPort> {
  const reserved = await reservePort(first);
  if (reserved.port !== first) say(`port ${first} is taken, using ${reserved.port}`);
  return reserved;
}
