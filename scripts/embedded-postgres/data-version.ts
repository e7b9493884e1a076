import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { readIfPresent } from "#scripts/runtime/files.ts";
import type { Binaries } from "./binaries.ts";
import type { Layout } from "./cluster.ts";

/**
 * Checks that the programs can read the data. PostgreSQL reads only the data of its own major version.
 * @throws {Error} saying how to get the data out
 */
export async function refuseOtherVersion(layout: Layout, binaries: Binaries): Promise<void> {
  const written = (await readIfPresent(join(layout.data, "PG_VERSION")))?.trim();
  const { stdout } = await promisify(execFile)(binaries.pgCtl, ["--version"]);
  const current = /(\d+)\.?\S*\s*$/.exec(stdout)?.[1];
  if (written === undefined || current === undefined || written === current) return;
  throw new Error(
    `The database in ${layout.directory} was made by PostgreSQL ${written}. Tidy now brings PostgreSQL ${current}, ` +
      "which cannot read it. Nothing was changed.\n" +
      "To keep the data, back it up with the version of Tidy that made it; docs/embedded-postgresql.md shows how.\n" +
      'To start over without the data: "npm run dev -- --reset". It leaves .data/backups where it is.',
  );
}
