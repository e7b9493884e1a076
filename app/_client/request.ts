import type { Todo } from "#lib/todo-service/schemas.ts";

/** One field that the server refused. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The body of an RFC 9457 problem, as far as the pages use it. */
interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** The todo as it is now, when an edit would have overwritten another one unseen. */
  readonly current?: Todo;
}

/** Thrown when the API can't be reached (`status` 0) or answers with an error. Its message can be shown. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly status: number;
  readonly fields: readonly FieldProblem[];
  readonly current: Todo | undefined;

  constructor(status: number, message: string, { errors = [], current }: Problem = {}) {
    super(message);
    this.status = status;
    this.fields = errors;
    this.current = current;
  }

  /** The server understood and said no: asking again the same way is no use. */
  get refused(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Calls Tidy's own API. The type argument is the response type of that route: the server builds each response from the
 * same schema, so the browser doesn't load a validator to check it again.
 * @throws {RequestError} with a message that can be shown.
 */
export async function request<Response>(path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await send(path, options);
  const body = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw problemError(response.status, body);
  return body;
}

/** In characters. Browsers refuse requests that outlive their page once those under way have 64 KiB together. */
const maxKeptAlive = 4_000;

async function send(
  path: string,
  { method = "GET", body, headers, signal }: RequestOptions,
): Promise<globalThis.Response> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  try {
    return await fetch(path, {
      method,
      // A change is sent even if its page is left at once.
      keepalive: method !== "GET" && (content?.length ?? 0) <= maxKeptAlive,
      headers: {
        Accept: "application/json",
        ...(content !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new RequestError(0, "Tidy can't be reached. Check your connection.");
  }
}

function problemError(status: number, body: Problem = {}): RequestError {
  const said = body.errors?.[0]?.message ?? body.detail ?? body.title;
  if (status === 401) return new RequestError(status, "You are signed out. Reload the page to sign in again.", body);
  if (status === 429) return new RequestError(status, "That was too many at once. Wait a moment.", body);
  return new RequestError(status, said ?? "Something went wrong on the server.", body);
}
