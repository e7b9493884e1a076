import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { checkoutDirectory } from "./checkout.ts";
import { type Child, startChild } from "./child.ts";
import { poll } from "./processes.ts";

/** Starts Next of this checkout. `host` limits the addresses that it can be reached at. */
export function startNext(options: {
  mode: "dev" | "start";
  port: number;
  host: string | null;
  env: Readonly<Record<string, string>>;
}): Child {
  const program = fileURLToPath(import.meta.resolve("next/dist/bin/next"));
  const exitWithParent = import.meta.resolve("./exit-with-parent.ts");
  const address = [...(options.host === null ? [] : ["-H", options.host]), "-p", String(options.port)];
  return startChild(process.execPath, ["--import", exitWithParent, program, options.mode, ...address], {
    env: options.env,
    cwd: checkoutDirectory,
    nodeEnv: options.mode === "dev" ? "development" : "production",
  });
}

/** Resolves to whether the server came up; false where it ended before. */
export async function waitUntilListening(child: Child, port: number): Promise<boolean> {
  let ended = false;
  const exited = child.exited.then(() => {
    ended = true;
  });
  const listening = poll(async () => (ended || (await canConnect(port)) ? true : undefined), { timeoutMs: 120_000 });
  await Promise.race([listening, exited]);
  return !ended;
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
