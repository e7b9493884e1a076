import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { nextGraceMs, startNext, waitUntilReady } from "#scripts/runtime/next-server.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import type { DrillContext } from "../drill.ts";

/** The built app, in a process of its own. */
export interface BuiltApp {
  readonly port: number;
  readonly origin: string;
  /** For another process behind the same address. */
  readonly settings: Readonly<Record<string, string>>;
  /** Sends SIGTERM. Resolves once the process has ended. */
  stop(): Promise<void>;
}

/** Settings that an app needs beside its database. Processes behind one address share it. */
export function appSettings(origin: string): Record<string, string> {
  return { AUTH_SECRET: randomBytes(32).toString("hex"), APP_URL: origin, LOG_LEVEL: "silent" };
}

/** @throws {Error} where there is no build */
export function requireBuild(): void {
  if (existsSync(join(checkoutDirectory, ".next", "BUILD_ID"))) return;
  throw new Error("This drill starts the built app. Build it first: npm run build");
}

/**
 * Starts the built app with these variables, and waits until it is ready. Stops it at the end. `givenPort`: default a
 * free one.
 */
export async function startBuiltApp(
  { env, atEnd, stop }: Pick<DrillContext, "env" | "atEnd" | "stop">,
  variables: Readonly<Record<string, string>>,
  givenPort?: number,
): Promise<BuiltApp> {
  requireBuild();
  const port = givenPort ?? (await findFreePort());
  const origin = `http://127.0.0.1:${port}`;
  const settings = { ...appSettings(origin), ...variables };
  const app = startNext({ mode: "start", port, host: "127.0.0.1", env: { ...env, ...settings } });
  const end = () => app.stop({ graceMs: nextGraceMs, forced: stop });
  atEnd(end);
  if (!(await waitUntilReady({ child: app, port, signal: stop, onWait: () => {} }))) {
    throw new Error("The app did not start.");
  }
  return { port, origin, settings, stop: end };
}
