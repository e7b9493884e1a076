import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this checkout. */
export const checkoutDirectory = fileURLToPath(new URL("../..", import.meta.url));

/** The data of local commands: the embedded database and generated secrets. */
export const dataDirectory = join(checkoutDirectory, ".data");

/** The directory for backups that `npm start` makes of the embedded database, below a data directory. */
export function backupDirectory(directory: string): string {
  return join(directory, "backups");
}

/** The embedded server's directory below a data directory. */
export function postgresDirectory(directory: string): string {
  return join(directory, "postgres");
}
