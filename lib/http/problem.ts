import { z } from "zod";
import { databaseFailure } from "#lib/db/failure.ts";
import { DomainError, type DomainErrorKind } from "#lib/errors.ts";
import { todoSchema } from "#lib/todo-service/schemas.ts";

type RequestErrorKind = "malformed" | "method-not-allowed" | "other-account" | "too-large" | "unsupported-media-type";
export type ProblemKind = DomainErrorKind | RequestErrorKind | "internal";

interface ProblemMeaning {
  readonly status: number;
  readonly title: string;
  /** For the documentation. */
  readonly meaning: string;
}

/** Every problem that the API answers with, by the last part of its `type`. */
export const problemKinds: Readonly<Record<ProblemKind, ProblemMeaning>> = {
  malformed: { status: 400, title: "Malformed request", meaning: "The body is missing or is no JSON." },
  unauthenticated: { status: 401, title: "Not signed in", meaning: "No valid session, API key or secret was sent." },
  forbidden: {
    status: 403,
    title: "Not allowed",
    meaning: "The caller may not do this, or a browser sent the request from another site.",
  },
  "not-found": {
    status: 404,
    title: "Not found",
    meaning: "There is no such thing, or it belongs to someone else.",
  },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    meaning: "The address answers other methods only; `Allow` says which.",
  },
  conflict: { status: 409, title: "Conflict", meaning: "The present state does not allow it." },
  "edit-conflict": {
    status: 409,
    title: "Changed meanwhile",
    meaning:
      "Somebody else changed the same fields after this edit began, so nothing was changed. `errors` names the fields, `current` is what is there now.",
  },
  "other-account": {
    status: 409,
    title: "Signed in as somebody else",
    meaning:
      "The request names another account in `X-Tidy-Account` than it is signed in with, so nothing was done. Pages send the header, so that a page of one account never acts for another.",
  },
  "too-large": { status: 413, title: "Too large", meaning: "The body is larger than the route accepts." },
  "unsupported-media-type": {
    status: 415,
    title: "Unsupported media type",
    meaning: "The body is not declared as application/json.",
  },
  invalid: {
    status: 422,
    title: "Invalid input",
    meaning: "The input was read but breaks a rule, or names an unknown field; `errors` says which.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too many requests",
    meaning: "The caller asks too often. `Retry-After` says how many seconds to wait.",
  },
  internal: {
    status: 500,
    title: "Something went wrong",
    meaning: "A fault of the server. It is in the log under the `reference`.",
  },
  unavailable: { status: 503, title: "Not available", meaning: "Something that is needed is down; try again later." },
};

/** A request that could not be read; see `problemKinds`. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly kind: RequestErrorKind;

  constructor(kind: RequestErrorKind, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.kind = kind;
  }
}

/** An error in the form of RFC 9457. */
export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** The fields that were refused, with `invalid`, or changed by others, with `edit-conflict`. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** Names the log line, with `internal`. */
  reference: z.string().optional(),
  /** The seconds to wait before the next try, with `too-many-requests` and `unavailable`; the same as `Retry-After`. */
  retryAfterSeconds: z.int().optional(),
  /** The todo that was to be changed, as it is now, with `edit-conflict`. */
  current: todoSchema.optional(),
});
export type Problem = Readonly<z.output<typeof problemSchema>>;

/** `type` leads to the explanation of the kind. Errors of unknown origin show only the reference. */
export function toProblem(thrown: unknown, context: { appUrl: string; reference: string }): Problem {
  const error = outageOf(thrown) ?? thrown;
  const known = error instanceof DomainError || error instanceof RequestError;
  const kind = known ? error.kind : "internal";
  const { status, title } = problemKinds[kind];
  const problem = { type: new URL(`/docs#${kind}`, context.appUrl).href, title, status };
  if (!known) {
    const detail = `It is not your fault. Try again; if it stays, report the reference ${context.reference}.`;
    return { ...problem, detail, reference: context.reference };
  }
  if (!(error instanceof DomainError)) return { ...problem, detail: error.message };
  const { fields, retryAfterSeconds } = error;
  const current = todoSchema.safeParse(error.current).data;
  return {
    ...problem,
    detail: error.message,
    ...(fields.length > 0 && { errors: [...fields] }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(current !== undefined && { current }),
  };
}

/** The error of an outage of the database, with the caller's next step; null for any other error. */
function outageOf(error: unknown): DomainError | null {
  // A client that breaks off its own request is no outage, though the cause looks like one.
  if (error instanceof DomainError || error instanceof RequestError) return null;
  const failure = databaseFailure(error);
  if (failure === "busy") return outage("The database is busy. Try again in a few seconds.", error);
  if (failure === "unreachable") return outage("The database does not answer. Try again in a few seconds.", error);
  return null;
}

function outage(message: string, cause: unknown): DomainError {
  return new DomainError("unavailable", message, { retryAfterSeconds: 5, cause });
}
