import { fileURLToPath } from "node:url";
import { demoAccount } from "#lib/auth/demo-account.ts";
import { endpointPath } from "#lib/engines/inngest/address.ts";
import { resetData } from "./data-directory/reset.ts";
import { claimDev } from "./data-directory/server-claim.ts";
import { dataDirectory } from "./runtime/checkout.ts";
import { startChild } from "./runtime/child.ts";
import { createReporter, runCommand, type Say } from "./runtime/command.ts";
import { type DevFlags, parseDevFlags } from "./runtime/dev-flags.ts";
import { startInngest } from "./runtime/inngest-server.ts";
import { type LocalEnvironment, prepareLocalEnvironment } from "./runtime/local-environment.ts";
import { nextGraceMs, probeUrl, startNext, waitUntilAnswering } from "./runtime/next-server.ts";
import { type ReservedPort, reservePort } from "./runtime/ports.ts";
import { aborted, listenForStop, type StopRequest } from "./runtime/stop-request.ts";

/** The time that child processes may take to end, in ms. */
const graceMs = 5_000;

/** Steps that undo the start. They run in reverse order at the end. */
type Undo = (() => Promise<void>)[];

await runCommand(async (args) => {
  const flags = parseDevFlags(args, process.env.PORT);
  const say = createReporter();
  const stop = listenForStop();
  const undo: Undo = [];
  try {
    return await run({ flags, say, stop, undo });
  } catch (error) {
    // A program that is interrupted fails. That is no error here.
    if (stop.requested.aborted) return 0;
    throw error;
  } finally {
    for (const step of undo.reverse()) await step();
    if (stop.requested.aborted) say("stopped");
  }
});

interface Run {
  readonly flags: DevFlags;
  readonly say: Say;
  readonly stop: StopRequest;
  readonly undo: Undo;
}

async function run({ flags, say, stop, undo }: Run): Promise<number> {
  const claim = await claimDev(dataDirectory);
  undo.push(claim.release);
  if (flags.reset) {
    const left = await resetData(dataDirectory, process.env.DATABASE_URL);
    say(["deleted the database and the secrets in .data", ...left.map((name) => `left .data/${name}`)].join(", "));
  }
  const reserved = await choosePort(flags.port, say);
  undo.push(reserved.release);
  await claim.publish(`http://localhost:${reserved.port}`);
  const environment = await prepareLocalEnvironment({ demo: true, port: reserved.port, log: say });
  undo.push(environment.stop);
  if (environment.demo) await seedDemo(environment, say, stop);
  const env = flags.inngest ? await addInngest(environment.env, reserved.port, { say, stop, undo }) : environment.env;
  if (stop.requested.aborted) return 0;
  say("starting Next");
  await reserved.release();
  const next = startNext({ mode: "dev", port: reserved.port, host: "127.0.0.1", env });
  undo.push(() => next.stop({ graceMs: nextGraceMs, forced: stop.forced }));
  if (await waitUntilAnswering(next, probeUrl(reserved.port), stop.requested))
    announce(reserved.port, environment, say);
  return await Promise.race([next.exited, aborted(stop.requested).then(() => 0)]);
}

async function choosePort(wanted: number, say: Say): Promise<ReservedPort> {
  const reserved = await reservePort(wanted);
  if (reserved.port !== wanted) say(`port ${wanted} is taken, using ${reserved.port}`);
  return reserved;
}

/** In a process of its own, because the app's modules read the environment when they load. */
async function seedDemo({ env }: LocalEnvironment, say: Say, stop: StopRequest): Promise<void> {
  say("preparing the demo data");
  const script = fileURLToPath(new URL("./seed-demo.ts", import.meta.url));
  const seeding = startChild(process.execPath, [script], { env });
  const code = await Promise.race([seeding.exited, aborted(stop.requested)]);
  if (code === undefined) await seeding.stop({ graceMs, forced: stop.forced });
  else if (code !== 0)
    throw new Error(
      "The demo data could not be made; the reason stands above. " +
        '"npm run dev -- --reset" starts over: it deletes the database in .data, and leaves backups there.',
    );
}

async function addInngest(
  env: Readonly<Record<string, string>>,
  appPort: number,
  { say, stop, undo }: Omit<Run, "flags">,
): Promise<Record<string, string>> {
  const inngest = await startInngest({ appPort, directory: dataDirectory, env, say });
  undo.push(() => inngest.child.stop({ graceMs, forced: stop.forced }));
  await inngest.ready(stop.requested);
  say(`the Inngest dashboard is at ${inngest.url}; Inngest calls ${new URL(endpointPath, env.APP_URL)}`);
  return { ...env, INNGEST_DEV: inngest.url, TASK_ENGINE: "inngest" };
}

function announce(port: number, { env, demo }: LocalEnvironment, say: Say): void {
  say(`Tidy is ready: ${env.APP_URL}`);
  if (demo) say(`sign in as ${demoAccount.email} with the password ${demoAccount.password}`);
  if (env.APP_URL !== `http://localhost:${port}`) say(`it listens on http://127.0.0.1:${port}, which is not APP_URL`);
  say("Ctrl-C stops everything");
  // Compiles the first page before somebody opens it. The browser shows any error.
  void fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => {});
}
