import { fileURLToPath } from "node:url";
import { z } from "zod";
import { serverFlags, serverProgram, serverVariables } from "#scripts/start/become-server.ts";
import { checkoutDirectory } from "./checkout.ts";
import { type Child, startChild } from "./child.ts";
import { poll } from "./processes.ts";

/** The time that Next, requests in flight and the engine may take to end cleanly, in ms. */
export const nextGraceMs = 40_000;

/** Starts this checkout's Next. `host` is the only address that it listens on; null for all. */
export function startNext(options: {
  mode: "dev" | "start";
  port: number;
  host: string | null;
  env: Readonly<Record<string, string>>;
}): Child {
  const exitWithParent = import.meta.resolve("./exit-with-parent.ts");
  const program =
    options.mode === "start"
      ? [...serverFlags, "--import", exitWithParent, serverProgram]
      : ["--import", exitWithParent, fileURLToPath(import.meta.resolve("next/dist/bin/next"))];
  const address = [...(options.host === null ? [] : ["-H", options.host]), "-p", String(options.port)];
  return startChild(process.execPath, [...program, options.mode, ...address], {
    env: {
      ...serverVariables,
      NEXT_EXIT_TIMEOUT_MS: String(nextGraceMs - 2_000),
      ...options.env,
    },
    cwd: checkoutDirectory,
    nodeEnv: options.mode === "dev" ? "development" : "production",
  });
}

/**
 * Resolves to true once a server answers at `url`, with any status; to false if the program ended or `signal` aborted.
 * @throws {Error} if none of that happens within two minutes
 */
export async function waitUntilAnswering(child: Child, url: string, signal: AbortSignal): Promise<boolean> {
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  const question = async () => (ended || signal.aborted ? false : await ask(url));
  const answer = await poll(question, { timeoutMs: 120_000 });
  if (answer === undefined) throw new Error(`Nothing answers at ${url} after two minutes; see the output above.`);
  return answer;
}

/** An ordinary start takes less, and needs no explanation. */
const explainAfterMs = 10_000;

/**
 * Resolves to true once Tidy is ready; to false if the program ended or `signal` aborted. `onWait` hears the reason for
 * the wait, after ten seconds and whenever it changes.
 */
export async function waitUntilReady(options: {
  child: Child;
  port: number;
  signal: AbortSignal;
  onWait: (reason: string) => void;
}): Promise<boolean> {
  const { child, port, signal, onWait } = options;
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  const startedAt = performance.now();
  let told: string | null = null;
  const question = async () => {
    if (ended || signal.aborted) return false;
    const reason = await askReadiness(port);
    if (reason === null) return true;
    if (reason !== told && performance.now() - startedAt > explainAfterMs) {
      told = reason;
      onWait(reason);
    }
    return undefined;
  };
  return (await poll(question, { timeoutMs: Number.POSITIVE_INFINITY, everyMs: 500 })) ?? false;
}

const readinessSchema = z.object({ checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })) });

/** Null if Tidy is ready, else the reason why not. */
async function askReadiness(port: number): Promise<string | null> {
  try {
    const url = `http://127.0.0.1:${port}/api/health/ready`;
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    if (response.ok) return null;
    const checks = readinessSchema.safeParse(await response.json()).data?.checks ?? {};
    return Object.values(checks).find(({ ok }) => !ok)?.detail ?? "It does not say why.";
  } catch {
    return "Nothing answers.";
  }
}

async function ask(url: string): Promise<true | undefined> {
  try {
    await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return undefined;
  }
}

/** An address that Next answers without compiling. */
export function probeUrl(port: number): string {
  return `http://127.0.0.1:${port}/_next/static/ready`;
}
