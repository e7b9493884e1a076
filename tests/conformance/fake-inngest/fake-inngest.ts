import { z } from "zod";
import { type Answer, callEndpoint } from "./endpoint.ts";

/** An event as Inngest sends it. */
export interface FakeInngestEvent {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
}

let runs = 0;

const operationsSchema = z.array(
  z.object({
    id: z.string(),
    op: z.string(),
    displayName: z.string().nullish(),
    data: z.unknown().optional(),
    error: z.unknown().optional(),
  }),
);
type Operation = z.output<typeof operationsSchema>[number];

/**
 * The Inngest server's side of one function run: calls the function with the results of its steps until it ends,
 * retries what failed while attempts are left, and reports a failure.
 */
export class FakeInngestRun {
  /** The outcome of each call, e.g. `slice 1: StepRun`. */
  readonly log: string[] = [];
  private readonly steps: Record<string, unknown> = {};
  private attempt = 0;
  /** Inngest's id for this run. */
  readonly runId = `inngest-run-${++runs}`;
  private readonly fnId: string;
  private readonly event: FakeInngestEvent;
  private readonly maxAttempts: number;
  private readonly takesCheckpoints: boolean;

  /** With `takesCheckpoints` a call executes steps in a row, and sends each result to Inngest's API. */
  constructor(
    fnId: string,
    event: FakeInngestEvent,
    options: { maxAttempts?: number; takesCheckpoints?: boolean } = {},
  ) {
    this.fnId = fnId;
    this.event = event;
    this.maxAttempts = options.maxAttempts ?? 4;
    this.takesCheckpoints = options.takesCheckpoints ?? false;
  }

  /** Calls once. */
  async next(): Promise<Answer> {
    const answer = await callEndpoint("POST", {
      query: { fnId: this.fnId, stepId: "step" },
      body: this.body(this.event),
    });
    if (answer.status === 206) this.keep(operationsSchema.parse(answer.body));
    else this.log.push(`function: ${answer.status}`);
    return answer;
  }

  /** Calls once and loses the answer. */
  async nextLost(): Promise<void> {
    await callEndpoint("POST", { query: { fnId: this.fnId, stepId: "step" }, body: this.body(this.event) });
    this.loseAnswer();
  }

  /** Counts a call without an answer, as when the app's process is killed. */
  loseAnswer(): void {
    this.attempt += 1;
  }

  /** Takes results of steps while their call lasts. */
  checkpoint(steps: unknown): void {
    this.keep(operationsSchema.parse(steps));
  }

  /** Calls until the function run ends. */
  async toEnd(): Promise<Answer> {
    for (let calls = 0; calls < 100; calls++) {
      const answer = await this.next();
      if (answer.status === 200) return answer;
      if (answer.status === 206) continue;
      this.attempt += 1;
      if (answer.mayRetry !== false && this.attempt < this.maxAttempts) continue;
      await this.giveUp(answer.body);
      return answer;
    }
    throw new Error(`The function never ended: ${this.log.join(", ")}`);
  }

  /** Reports that Inngest gave the run up. */
  giveUp(error: unknown): Promise<void> {
    return this.end("failed", { error });
  }

  /** Reports that somebody canceled the run at Inngest. */
  cancel(): Promise<void> {
    return this.end("cancelled", {});
  }

  private async end(how: "failed" | "cancelled", more: Readonly<Record<string, unknown>>): Promise<void> {
    const data = { event: this.event, function_id: this.fnId, run_id: this.runId, ...more };
    const event = { name: `inngest/function.${how}`, id: this.runId, data };
    const answer = await callEndpoint("POST", {
      query: { fnId: "tidy-run-lifecycle", stepId: "step" },
      body: callBody(event, { runId: `${this.runId}-lifecycle`, steps: {}, attempt: 0, maxAttempts: 21 }),
    });
    this.log.push(`${how}: ${answer.status}`);
  }

  private keep(operations: readonly Operation[]): void {
    for (const { id, op, displayName, data, error } of operations) {
      this.log.push(`${displayName}: ${op}`);
      if (op === "StepRun" || op === "Sleep") this.steps[id] = { type: "data", data };
      if (op === "StepFailed") this.steps[id] = { type: "error", error };
      this.attempt = op === "StepError" ? this.attempt + 1 : 0;
    }
  }

  private body(event: FakeInngestEvent): string {
    const { runId, steps, attempt, maxAttempts, takesCheckpoints } = this;
    return callBody(event, { runId, steps, attempt, maxAttempts, takesCheckpoints });
  }
}

/** The body of a call of a function. */
export function callBody(
  event: FakeInngestEvent,
  state: {
    readonly runId: string;
    readonly steps: Readonly<Record<string, unknown>>;
    readonly attempt: number;
    readonly maxAttempts: number;
    readonly takesCheckpoints?: boolean;
  },
): string {
  const sent = { ts: Date.now(), ...event };
  const ids = Object.keys(state.steps);
  return JSON.stringify({
    version: 2,
    event: sent,
    events: [sent],
    steps: state.steps,
    ctx: {
      attempt: state.attempt,
      max_attempts: state.maxAttempts,
      run_id: state.runId,
      use_api: false,
      disable_immediate_execution: false,
      stack: { stack: ids, current: ids.length },
      ...(state.takesCheckpoints ? { fn_id: "function", qi_id: "queue-item" } : {}),
    },
  });
}
