import { withConnection } from "#lib/db/migrations/connection.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { appSettings } from "../app/built-app.ts";
import type { Program } from "../app/program.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { makeBaseImages } from "./base-images.ts";
import { type MountedImage, mountImage, sizeOf } from "./container.ts";
import { requireTools, runTool } from "./tools.ts";

const image = "localhost/tidy-test";

/** The most bytes that the image may add to its base. */
const LARGEST = 250_000_000;

export const containerImage: Drill = {
  name: "container-image",
  description: "builds the container image, and runs it as an account that it does not know on a read-only root",
  async run(context) {
    await requireTools();
    context.say("making the base images");
    const { base, buildBase } = await makeBaseImages();
    context.say("building the image, which takes some minutes");
    const bases = ["--build-arg", `BASE=${base}`, "--build-arg", `BUILD_BASE=${buildBase}`];
    await runTool("buildah", [
      "build",
      "--isolation",
      "chroot",
      "--layers",
      "--format",
      "docker",
      ...bases,
      "--tag",
      image,
      checkoutDirectory,
    ]);
    const mounted = await mountImage(image);
    context.atEnd(mounted.unmount);
    const added = mounted.size - (await sizeOf(base));
    context.check("it adds at most 250 MB to its base", added <= LARGEST, `${Math.round(added / 1_000_000)} MB`);
    context.check("it is not run by root", !/^(0|root)?(:|$)/.test(mounted.user), mounted.user);
    await judgeRunning(context, mounted);
  },
};

async function judgeRunning(context: DrillContext, mounted: MountedImage): Promise<void> {
  const { check, atEnd, stop } = context;
  const database = await context.createDatabase();
  await withConnection(database, (client) => client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = { ...appSettings(origin), LOG_LEVEL: "warn", DATABASE_URL: database, PORT: String(port) };
  const server = mounted.run(mounted.command, settings);
  atEnd(async () => void (await server.stop()));
  const ready = await poll(
    async () => stop.aborted || (await statusOf(`${origin}/api/health/ready`)) === 200 || undefined,
    { timeoutMs: 120_000, everyMs: 200 },
  );
  check("it migrates an empty database and is ready", ready === true, server.output());
  check("it serves pages", (await statusOf(`${origin}/sign-in`)) === 200);
  await judgeCommand(context, "its health check passes", mounted.run(mounted.healthCheck, settings));
  const cleanup = mounted.run(["node", "scripts/task.ts", todoCleanup.name], settings);
  await judgeCommand(context, "it runs a cleanup", cleanup);
  await judgeCommand(context, "its commands work", mounted.run(["node", "scripts/user.ts", "admins"], settings));
  const writes = mounted.run(["sh", "-c", "! touch /app/x /x 2>/dev/null && touch /tmp/x"], settings);
  await judgeCommand(context, "nothing but /tmp can be written", writes);
  const code = await server.stop();
  check("it ends cleanly", code === 0, `code ${code}`);
  check("it has complained about nothing", !/EROFS|EACCES|EPERM/.test(server.output()), server.output());
}

async function judgeCommand({ check }: DrillContext, promise: string, program: Program): Promise<void> {
  const code = await program.exited;
  check(promise, code === 0, code === 0 ? "" : `code ${code} ${program.output()}`);
}

async function statusOf(url: string): Promise<number | null> {
  return await fetch(url, { signal: AbortSignal.timeout(20_000) }).then(
    (response) => response.status,
    () => null,
  );
}
