/**
 * The reason why migrations cannot continue:
 * `edited` – a file changed after it was applied; `failed` – Prisma's CLI started one and did not finish it;
 * `unknown` – the database has one that this checkout lacks; `broken` – its SQL was refused and rolled back;
 * `blocked` – it could not get a lock that others hold; `locked` – another process has been migrating for a minute;
 * `unreachable` – there is no connection.
 */
export type MigrationProblemKind = "edited" | "failed" | "unknown" | "broken" | "blocked" | "locked" | "unreachable";

/** Thrown when migrations cannot continue. Its message names the next step and never contains the password. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
  readonly kind: MigrationProblemKind;
  /** The migration in question, if it is about one. */
  readonly migration: string | null;

  constructor(kind: MigrationProblemKind, message: string, options: { migration?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.migration = options.migration ?? null;
  }
}
