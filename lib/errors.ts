/** What went wrong, in the domain's terms. `lib/http/problem.ts` maps each kind to a status. */
export type DomainErrorKind = "not-found" | "conflict" | "invalid" | "unauthenticated" | "forbidden" | "unavailable";

/** One field that was refused, by its path in the input, e.g. `payload.days`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** An error that its reader can do something about. Its message says what, in plain words, and holds no secrets. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly kind: DomainErrorKind;
  readonly fields: readonly FieldError[];

  constructor(
    kind: DomainErrorKind,
    message: string,
    options: { fields?: readonly FieldError[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.fields = options.fields ?? [];
  }
}
