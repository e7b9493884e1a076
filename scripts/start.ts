import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkoutDirectory } from "./runtime/checkout.ts";
import { createReporter, runCommand, type Say } from "./runtime/command.ts";
import { parsePort } from "./runtime/dev-flags.ts";
import { type LocalEnvironment, prepareEnvironment } from "./runtime/local-environment.ts";
import { nextGraceMs, startNext, waitUntilReady } from "./runtime/next-server.ts";
import { isAnswering, type ReservedPort, reservePort } from "./runtime/ports.ts";
import { aborted, listenForStop, type StopRequest } from "./runtime/stop-request.ts";

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

/** The server migrates by itself, and prints a setup link while nobody is an admin. */
async function serve(reserved: ReservedPort, { env }: LocalEnvironment, say: Say, stop: StopRequest): Promise<number> {
  await reserved.release();
  const { port } = reserved;
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
