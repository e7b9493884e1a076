/** Thrown when a backup cannot be made, read or restored. Its message names the next step. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
