import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { findInngest } from "./program.ts";

/** A real Inngest server, used by one app at a time. */
export interface InngestServer {
  /** Variables that make an app use it. */
  readonly variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** `signed` as in production, where both sides have keys. The dev server needs none. */
export type InngestMode = "dev" | "signed";

/** Starts a server that retries after a second, or uses the one that INNGEST_BASE_URL names. */
export async function startInngestServer(mode: InngestMode): Promise<InngestServer> {
  const source = findInngest();
  if (source === null) throw new Error("There is no Inngest server here, so these tests should not have started.");
  return source.url === undefined ? await startProgram(source.program, mode) : externalServer(source.url);
}

/** A running server, with its own pace of retries and with keys if it has some. */
function externalServer(url: string): InngestServer {
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = process.env;
  const keys = INNGEST_EVENT_KEY && INNGEST_SIGNING_KEY ? { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } : null;
  return { variables: keys ? { INNGEST_BASE_URL: url, ...keys } : { INNGEST_DEV: url }, stop: async () => {} };
}

async function startProgram(program: string, mode: InngestMode): Promise<InngestServer> {
  const directory = await mkdtemp(join(tmpdir(), "tidy-inngest-"));
  const [port, ...others] = await Promise.all(Array.from({ length: 4 }, findFreePort));
  const url = `http://127.0.0.1:${port}`;
  const flags = ["--connect-gateway-port", "--connect-gateway-grpc-port", "--connect-executor-grpc-port"];
  const ports = flags.flatMap((flag, index) => [flag, String(others[index])]);
  const server = spawn(
    program,
    [...modes[mode].args, "--host", "127.0.0.1", "-p", String(port), "--retry-interval", "1", ...ports],
    { cwd: directory, stdio: "ignore" },
  );
  const exited = once(server, "exit");
  const stop = async () => {
    server.kill("SIGKILL");
    await exited;
    await rm(directory, { recursive: true, force: true });
  };
  if (await poll(() => isWell(url), { timeoutMs: 20_000 })) return { variables: modes[mode].variables(url), stop };
  await stop();
  throw new Error(`${program} did not start an Inngest server within 20 s.`);
}

async function isWell(url: string): Promise<true | undefined> {
  const response = await fetch(`${url}/health`).catch(() => null);
  return response?.ok ? true : undefined;
}

const keys = {
  INNGEST_EVENT_KEY: randomBytes(32).toString("hex"),
  INNGEST_SIGNING_KEY: randomBytes(32).toString("hex"),
};

/** The program's arguments and the variables of an app that uses it. */
const modes = {
  dev: { args: ["dev", "--no-discovery"], variables: (url: string) => ({ INNGEST_DEV: url }) },
  signed: {
    args: ["start", "--event-key", keys.INNGEST_EVENT_KEY, "--signing-key", keys.INNGEST_SIGNING_KEY],
    variables: (url: string) => ({ INNGEST_BASE_URL: url, ...keys }),
  },
} as const;
