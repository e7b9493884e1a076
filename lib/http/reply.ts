import type { Problem } from "./problem.ts";

/** What a handler answers with; the route wrapper serializes it. */
export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
}

/** 200, or the status given, with a JSON body. */
export function json<Body>(
  body: Body,
  options: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Reply<Body> {
  return { status: options.status ?? 200, body, headers: options.headers ?? {} };
}

/** 201 with what was made and where it lives from now on. */
export function created<Body>(body: Body, location: string): Reply<Body> {
  return { status: 201, body, headers: { location } };
}

/** 202 with what will be worked on, and where to look for the outcome. */
export function accepted<Body>(body: Body, location: string): Reply<Body> {
  return { status: 202, body, headers: { location } };
}

/** 204 without a body. */
export function noContent(headers: Readonly<Record<string, string>> = {}): Reply<undefined> {
  return { status: 204, body: undefined, headers };
}

/** 200 with text that is sent piece by piece as it is made, as fast as it is read. */
export function stream(
  pieces: AsyncIterable<string>,
  headers: Readonly<Record<string, string>>,
): Reply<ReadableStream<Uint8Array>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return { status: 200, body, headers };
}

/** Answers are about one caller at one instant: nothing between here and the browser may keep them. */
const neverCached = { "cache-control": "no-store" };

export function toResponse(reply: Reply<unknown>): Response {
  const init = { status: reply.status, headers: { ...neverCached, ...reply.headers } };
  if (reply.body instanceof ReadableStream) return new Response(reply.body, init);
  return reply.body === undefined ? new Response(null, init) : Response.json(reply.body, init);
}

/** RFC 9457; with the headers that HTTP wants beside some statuses. */
export function toProblemResponse(problem: Problem): Response {
  const retryAfter = problem.retryAfterSeconds ?? (problem.status === 503 ? 5 : undefined);
  return Response.json(problem, {
    status: problem.status,
    headers: {
      ...neverCached,
      "content-type": "application/problem+json",
      ...(problem.status === 401 && { "www-authenticate": "Bearer" }),
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    },
  });
}
