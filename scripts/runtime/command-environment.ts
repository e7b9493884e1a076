import { randomBytes } from "node:crypto";
import { findServer } from "#scripts/data-directory/server-claim.ts";
import { dataDirectory } from "./checkout.ts";
import type { Say } from "./command.ts";
import { parsePort } from "./dev-flags.ts";
import { type LocalEnvironment, prepareLocalEnvironment } from "./local-environment.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface CommandEnvironmentOptions {
  readonly log: Say;
  /** Whether the command prints links to the installation. */
  readonly makesLinks?: boolean;
  /** Default: `.data` of this checkout. */
  readonly directory?: string;
  /** Default: the variables of this process. */
  readonly source?: Variables;
}

/**
 * Completes the environment of a command, and migrates. On the embedded database the command acts as `npm run dev`
 * while that runs, else as `npm start`. Beside a given DATABASE_URL it writes no files.
 * @throws {Error} if it makes links, or sends mail, for a given database whose address or secret is not given
 */
export async function prepareCommandEnvironment(options: CommandEnvironmentOptions): Promise<LocalEnvironment> {
  const { log, makesLinks = false, directory = dataDirectory, source = process.env } = options;
  const port = parsePort(source.PORT || "3000");
  if (source.DATABASE_URL) {
    if (makesLinks || source.SMTP_URL) refuseDeadLinks(source);
    return await prepareLocalEnvironment({ demo: false, port, log, directory, source: completed(source, port) });
  }
  const server = await findServer(directory);
  const served = server === null ? port : Number(new URL(server.url).port || "80");
  return await prepareLocalEnvironment({ demo: server?.name === "dev", port: served, log, directory, source });
}

function refuseDeadLinks(source: Variables): void {
  const missing = ["APP_URL", "AUTH_SECRET"].filter((name) => !source[name]);
  if (missing.length === 0) return;
  throw new Error(
    `Set ${missing.join(" and ")} as the installation of DATABASE_URL has them, e.g. in .env. ` +
      "A link leads to APP_URL and only works with the AUTH_SECRET that made it.",
  );
}

/** A command that makes no links needs no real ones. */
function completed(source: Variables, port: number): Variables {
  const AUTH_SECRET = source.AUTH_SECRET || randomBytes(32).toString("hex");
  return { ...source, AUTH_SECRET, APP_URL: source.APP_URL || `http://localhost:${port}` };
}
