import { NextRequest } from "next/server";
import { z } from "zod";
import { GET, POST, PUT } from "#app/api/inngest/route.ts";
import { appUrl } from "#tests/support/app-env.ts";

/** An event as Inngest passes it on. */
export interface PlayedEvent {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
  readonly ts?: number;
}

/** What the endpoint answered to one call. */
export interface Answer {
  readonly status: number;
  /** Whether Inngest may try again; null where the answer doesn't say. */
  readonly mayRetry: boolean | null;
  readonly body: unknown;
  readonly headers: Headers;
}

/** How a whole run went. */
export interface Played {
  /** One for each call of the endpoint, e.g. `record the run: StepRun`. */
  readonly log: readonly string[];
  readonly last: Answer;
  /** The delays that Inngest would have kept, in calls: how often a step was tried again. */
  readonly retries: number;
}

const operation = z.object({
  id: z.string(),
  op: z.string(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
const operations = z.array(operation);

const handlers = { GET, POST, PUT } as const;

/** Calls `/api/inngest` as Next would. */
export async function callEndpoint(
  method: keyof typeof handlers,
  options: {
    readonly query?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const url = new URL("/api/inngest", appUrl);
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
  const headers = { "content-type": "application/json", host: url.host, ...options.headers };
  const request = new NextRequest(url, { method, headers, ...(options.body === undefined ? {} : { body: options.body }) });
  const response = await handlers[method](request, undefined);
  const text = await response.text();
  const noRetry = response.headers.get("x-inngest-no-retry");
  return {
    status: response.status,
    mayRetry: noRetry === null ? null : noRetry === "false",
    body: text === "" ? null : JSON.parse(text),
    headers: response.headers,
  };
}

/** The body of one call of a function. */
export function callBody(
  event: PlayedEvent,
  state: { readonly steps?: Readonly<Record<string, unknown>>; readonly attempt?: number; readonly maxAttempts?: number } = {},
): string {
  const { steps = {}, attempt = 0, maxAttempts = 4 } = state;
  const ids = Object.keys(steps);
  const sent = { ts: Date.now(), ...event };
  return JSON.stringify({
    version: 2,
    event: sent,
    events: [sent],
    steps,
    ctx: {
      attempt,
      max_attempts: maxAttempts,
      run_id: "01JINNGESTRUN0000000000000",
      use_api: false,
      disable_immediate_execution: false,
      stack: { stack: ids, current: ids.length },
    },
  });
}

/**
 * Plays the Inngest server for one event: calls the function again and again with the results of its steps, tries again
 * what failed as long as it may, and in the end calls the function's failure handler if there is reason to.
 */
export async function play(fnId: string, event: PlayedEvent, maxAttempts: number): Promise<Played> {
  const steps: Record<string, unknown> = {};
  const log: string[] = [];
  let attempt = 0;
  let retries = 0;
  for (let calls = 0; calls < 100; calls++) {
    const last = await callEndpoint("POST", {
      query: { fnId, stepId: "step" },
      body: callBody(event, { steps, attempt, maxAttempts }),
    });
    if (last.status === 206) {
      const failed = keepResults(steps, log, operations.parse(last.body));
      attempt = failed ? attempt + 1 : 0;
      if (failed) retries += 1;
      continue;
    }
    log.push(`function: ${last.status}`);
    if (last.status === 200) return { log, last, retries };
    attempt += 1;
    if (last.mayRetry !== false && attempt < maxAttempts) {
      retries += 1;
      continue;
    }
    await callFailureHandler(fnId, event, last.body);
    return { log, last, retries };
  }
  throw new Error(`The function never ended: ${log.join(", ")}`);
}

/** Remembers what steps returned; true when one of them is to be tried again. */
function keepResults(
  steps: Record<string, unknown>,
  log: string[],
  ran: readonly z.output<typeof operation>[],
): boolean {
  let failed = false;
  for (const { id, op, displayName, data, error } of ran) {
    log.push(`${displayName}: ${op}`);
    if (op === "StepRun") steps[id] = { type: "data", data };
    else if (op === "StepFailed") steps[id] = { type: "error", error };
    else failed = true;
  }
  return failed;
}

/** What Inngest does when it gives a run up. */
export async function callFailureHandler(fnId: string, event: PlayedEvent, error: unknown): Promise<Answer> {
  const failed = {
    name: "inngest/function.failed",
    id: `failed-${event.id}`,
    data: { event, error, function_id: fnId, run_id: "01JINNGESTRUN0000000000000" },
  };
  const body = callBody(failed);
  const first = await callEndpoint("POST", { query: { fnId: `${fnId}-failure`, stepId: "step" }, body });
  return first;
}
