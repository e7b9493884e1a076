import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import type { Say } from "./command.ts";
import { waitUntilAnswering } from "./next-server.ts";
import { reservePort } from "./ports.ts";

/** The version that was tested with the SDK in package.json. */
const npmPackage = "inngest-cli@1.45.1";

/** Inngest's dev server, with its dashboard at `url`. */
export interface InngestServer {
  readonly url: string;
  readonly child: Child;
  /** Resolves once it answers. @throws {Error} naming the fix if it cannot start, or if `signal` aborts */
  ready(signal: AbortSignal): Promise<void>;
}

/**
 * Starts Inngest's dev server for the app at `appPort`: the program in INNGEST_CLI, else the npm package through npx.
 */
export async function startInngest(options: {
  appPort: number;
  directory: string;
  env: Readonly<Record<string, string>>;
  say: Say;
}): Promise<InngestServer> {
  const { appPort, env, say } = options;
  const program = env.INNGEST_CLI;
  const cwd = join(options.directory, "inngest");
  await mkdir(cwd, { recursive: true });
  const { port, release } = await reservePort(8288);
  await release();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    "dev",
    "--host",
    "127.0.0.1",
    "--no-discovery",
    "-u",
    `http://127.0.0.1:${appPort}/api/inngest`,
    "-p",
    String(port),
  ];
  say(`starting the Inngest dev server (${program ?? `npx ${npmPackage}; the first time is a download`})`);
  const child = program
    ? startChild(program, args, { env, cwd })
    : startChild("npx", ["--yes", npmPackage, ...args], { env, cwd });
  return {
    url,
    child,
    async ready(signal) {
      if (await waitUntilAnswering(child, url, signal)) return;
      signal.throwIfAborted();
      throw new Error(adviceFor(program, await child.exited));
    },
  };
}

function adviceFor(program: string | undefined, code: number): string {
  if (program) {
    return `INNGEST_CLI names ${program}, which didn't start (exit code ${code}). Correct it, or unset it to use npx.`;
  }
  return [
    `npx couldn't start the Inngest dev server (exit code ${code}). The first time it needs internet.`,
    'Without that, get the "inngest" program some other way and name it:',
    'INNGEST_CLI=/path/to/inngest npm run dev:inngest. Plain "npm run dev" needs none of this.',
  ].join(" ");
}
