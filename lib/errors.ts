/** The kind of an error, in the domain's terms. `lib/http/problem.ts` maps each kind to a status. */
export type DomainErrorKind =
  | "not-found"
  | "conflict"
  | "edit-conflict"
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "too-many-requests"
  | "unavailable";

/** One field that was refused, by its path in the input, e.g. `payload.days`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

const brand = Symbol.for("tidy.DomainError");

/** An error that its reader can act on. Its message names the next step in plain words, and holds no secrets. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly [brand] = true;
  readonly kind: DomainErrorKind;
  readonly fields: readonly FieldError[];
  /** With `too-many-requests`: the seconds to wait before the next try. */
  readonly retryAfterSeconds: number | undefined;
  /** With `edit-conflict`: the todo that was to be changed, as it is now. */
  readonly current: object | undefined;

  /**
   * Next bundles instrumentation and routes apart: a route meets errors of services that another copy of this class
   * made.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  constructor(
    kind: DomainErrorKind,
    message: string,
    options: { fields?: readonly FieldError[]; retryAfterSeconds?: number; current?: object; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.current = options.current;
  }
}
