import { claimStart } from "#scripts/data-directory/server-claim.ts";
import { dataDirectory } from "#scripts/runtime/checkout.ts";
import { createReporter, type Say } from "#scripts/runtime/command.ts";
import { type LocalEnvironment, prepareEnvironment } from "#scripts/runtime/local-environment.ts";
import { nextGraceMs, startNext, waitUntilReady } from "#scripts/runtime/next-server.ts";
import { type ReservedPort, reservePort } from "#scripts/runtime/ports.ts";
import { aborted, listenForStop, type StopRequest } from "#scripts/runtime/stop-request.ts";

/**
 * Runs the server beside the PostgreSQL that Tidy brings, which has to stop after it. Also where a process cannot
 * become another one. Resolves to the exit code.
 */
export async function serveBeside(
  reserve: (say: Say) => Promise<ReservedPort>,
  { processes }: { readonly processes: number },
): Promise<number> {
  const say = createReporter();
  if (processes > 1)
    say(`one process serves, not ${processes}: WEB_CONCURRENCY needs DATABASE_URL, and does not work on Windows`);
  const stop = listenForStop();
  const reserved = await reserve(say);
  try {
    const { env, stop: stopDatabase } = await prepareEnvironment({ demo: false, port: reserved.port, log: say });
    try {
      return await whileFound(reserved.port, () => serve({ env, reserved, say, stop }));
    } finally {
      await stopDatabase();
    }
  } finally {
    await reserved.release();
  }
}

/** Lets other commands find this server of the embedded database while the work lasts. */
async function whileFound<T>(port: number, work: () => Promise<T>): Promise<T> {
  const claim = process.env.DATABASE_URL ? null : await claimStart(dataDirectory);
  try {
    await claim?.publish(`http://localhost:${port}`);
    return await work();
  } finally {
    await claim?.release();
  }
}

async function serve(parts: {
  readonly env: LocalEnvironment["env"];
  readonly reserved: ReservedPort;
  readonly say: Say;
  readonly stop: StopRequest;
}): Promise<number> {
  const { env, reserved, say, stop } = parts;
  const { port } = reserved;
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
}

/** The first free port from a wish on. */
export async function reserveFrom(first: number, say: Say): Promise<ReservedPort> {
  const reserved = await reservePort(first);
  if (reserved.port !== first) say(`port ${first} is taken, using ${reserved.port}`);
  return reserved;
}
