/** Thrown when a backup cannot be made, read or restored. Its message says what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
