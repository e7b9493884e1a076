import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import type { Say } from "./command.ts";
import { waitUntilListening } from "./next-server.ts";
import { reservePort } from "./ports.ts";

/** Known to work with the SDK in package.json. */
const npmPackage = "inngest-cli@1.45.1";

/** Inngest's dev server, and its dashboard at `url`. */
export interface InngestServer {
  readonly url: string;
  readonly child: Child;
}

/**
 * Starts Inngest's dev server for the app at `appPort`: the program that INNGEST_CLI names, or else the npm package on
 * demand.
 * @throws {Error} saying what to do where neither can be had.
 */
export async function startInngest(options: {
  appPort: number;
  directory: string;
  env: Readonly<Record<string, string>>;
  say: Say;
}): Promise<InngestServer> {
  const { appPort, env, say } = options;
  const reserved = await reservePort(8288);
  const cwd = join(options.directory, "inngest");
  await mkdir(cwd, { recursive: true });
  const program = env.INNGEST_CLI;
  const app = `http://127.0.0.1:${appPort}/api/inngest`;
  const args = ["dev", "--no-discovery", "-u", app, "-p", String(reserved.port)];
  say(`starting the Inngest dev server (${program ?? `npx ${npmPackage}, the first time is a download`})`);
  await reserved.release();
  const child = program
    ? startChild(program, args, { env, cwd })
    : startChild("npx", ["--yes", npmPackage, ...args], { env, cwd });
  if (await waitUntilListening(child, reserved.port)) return { url: `http://127.0.0.1:${reserved.port}`, child };
  throw new Error(
    program
      ? `INNGEST_CLI names ${program}, which didn't start; its output stands above. Correct it, or unset it to use npx.`
      : `The Inngest dev server couldn't be started by npx; its output stands above. It needs internet the first time. Without it, get the "inngest" program some other way and name it: INNGEST_CLI=/path/to/inngest npm run dev:inngest. "npm run dev" needs none of this.`,
  );
}
