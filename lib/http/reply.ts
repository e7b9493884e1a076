import { JsonText } from "#lib/todo-service/json-text.ts";
import { sendText } from "./edge/answer-text.ts";
import { isWorthCompressing } from "./edge/compressed-text.ts";
import type { Problem } from "./problem.ts";

/** The answer of a handler. The route wrapper serializes it. */
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

/** 201 with the created resource and its address. */
export function created<Body>(body: Body, location: string): Reply<Body> {
  return { status: 201, body, headers: { location } };
}

/** 202 with the accepted work, and the address of its outcome. */
export function accepted<Body>(body: Body, location: string): Reply<Body> {
  return { status: 202, body, headers: { location } };
}

/** 204 without a body. */
export function noContent(headers: Readonly<Record<string, string>> = {}): Reply<undefined> {
  return { status: 204, body: undefined, headers };
}

/** 200 with text that is no JSON. `type`: its media type. */
export function text(body: string, type: string): Reply<string> {
  return { status: 200, body, headers: { "content-type": type } };
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

/** 304: the client has the answer already. */
export function notModified(headers: Readonly<Record<string, string>>): Reply<undefined> {
  return { status: 304, body: undefined, headers };
}

/** Answers are about one caller at one instant: nothing between here and the browser may keep them. */
const neverCached = { "cache-control": "no-store" };
const jsonType = { "content-type": "application/json" };

export function toResponse({ status, body, headers }: Reply<unknown>, requestId: string): Response {
  const all = { ...neverCached, ...headers, "x-request-id": requestId };
  if (body === undefined) return new Response(null, { status, headers: all });
  if (body instanceof ReadableStream) return new Response(body, { status, headers: all });
  const text = textOf(body, headers);
  const isSent = (body instanceof JsonText || isWorthCompressing(text)) && sendText(text);
  return new Response(isSent ? null : text, { status, headers: { ...jsonType, ...all } });
}

function textOf(body: unknown, headers: Reply<unknown>["headers"]): string {
  if (body instanceof JsonText) return body.text;
  return typeof body === "string" && "content-type" in headers ? body : JSON.stringify(body);
}

/** RFC 9457; with the headers that HTTP wants beside some statuses. */
export function toProblemResponse(problem: Problem, requestId: string): Response {
  const retryAfter = problem.retryAfterSeconds ?? (problem.status === 503 ? 5 : undefined);
  return Response.json(problem, {
    status: problem.status,
    headers: {
      ...neverCached,
      "content-type": "application/problem+json",
      "x-request-id": requestId,
      ...(problem.status === 401 && { "www-authenticate": "Bearer" }),
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    },
  });
}
