import { z } from "zod";

/** A server's answer, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined if it is not JSON. */
  readonly json: unknown;
  /** The times of the request and of the complete answer, in milliseconds by the caller's clock. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** The reason why no answer came. */
export interface NoAnswer {
  readonly reason: string;
}

const TIMEOUT_MS = 15_000;

/** Sends one request. Does not follow redirects, because schedulers don't either. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer | NoAnswer> {
  const askedAt = Date.now();
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, text, json: parseJson(text), askedAt, answeredAt: Date.now() };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

const problemSchema = z.object({ type: z.url(), detail: z.string() });

/** The problem in an answer of Tidy's API; null if there is none. */
export function problemOf(answer: Answer): z.output<typeof problemSchema> | null {
  return problemSchema.safeParse(answer.json).data ?? null;
}
