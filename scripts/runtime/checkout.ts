import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that this checkout of Tidy lies in. */
export const checkoutDirectory = fileURLToPath(new URL("../..", import.meta.url));

/** Everything that local commands keep between two runs: the embedded database and generated secrets. */
export const dataDirectory = join(checkoutDirectory, ".data");

/** The directory of the embedded server below a data directory. */
export function postgresDirectory(directory: string): string {
  return join(directory, "postgres");
}
