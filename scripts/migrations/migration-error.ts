/**
 * Why migrations cannot go on:
 * `edited` – a file changed after it was applied; `failed` – Prisma's CLI began one and didn't finish it;
 * `unknown` – the database knows one that this checkout doesn't; `broken` – its SQL was refused and rolled back;
 * `locked` – another process has been migrating for a minute; `unreachable` – there is no connection.
 */
export type MigrationProblemKind = "edited" | "failed" | "unknown" | "broken" | "locked" | "unreachable";

/** Thrown where migrations cannot go on; its message says what to do and never holds the password. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
  readonly kind: MigrationProblemKind;
  /** The migration that it is about, where it is about one. */
  readonly migration: string | null;

  constructor(kind: MigrationProblemKind, message: string, options: { migration?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.migration = options.migration ?? null;
  }
}
