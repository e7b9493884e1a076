import type { Problem, ProblemKind } from "#lib/http/problem.ts";

/** Thrown when the API can't be reached (`status` 0) or answers with an error. Its message can be shown. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly status: number;
  /** The fields that the server refused. */
  readonly fields: NonNullable<Problem["errors"]>;
  /** The todo as it is now, when an edit would have overwritten another one unseen. */
  readonly current: Problem["current"];
  /** The time to wait before the next try, if the server named one. */
  readonly retryAfterSeconds: number | undefined;
  readonly #type: string;

  /** `problem` is incomplete where something else answered, such as a proxy. */
  constructor(status: number, message: string, problem: Partial<Problem> = {}) {
    const { type = "", errors = [], current, retryAfterSeconds } = problem;
    super(message);
    this.status = status;
    this.fields = errors;
    this.current = current;
    this.retryAfterSeconds = retryAfterSeconds;
    this.#type = type;
  }

  is(kind: ProblemKind): boolean {
    return this.#type.endsWith(`#${kind}`);
  }

  /** The server refused the request: sending it again unchanged is no use. */
  get refused(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}
