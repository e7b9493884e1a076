import { cron, eventType, type Inngest } from "inngest";
import type { Attempt } from "#lib/task-runs/attempts.ts";
import type { Json } from "#lib/task-runs/json.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { toRunError } from "#lib/tasks/run-error.ts";
import type { RunExecutor, Slice, SliceOptions } from "../engine.ts";
import { finalError, retryError } from "./function-errors.ts";
import { createLifecycleFunction } from "./lifecycle.ts";
import { isCron, type TriggeredRuns } from "./triggered-runs.ts";

const never = new AbortController().signal;

/** A slice that a stopping process is asked for may take this long: less than the process waits for it. */
const STOPPING_BUDGET_MS = 4_000;

/** A run with more slices continues in another function run at Inngest, which allows 1,000 steps each. */
const MAX_SLICES = 500;

interface Parts {
  readonly client: Inngest;
  readonly executor: RunExecutor;
  readonly triggeredRuns: TriggeredRuns;
  readonly timeZone: string;
  readonly cronOf: (task: StoredTask) => string | null;
  readonly stepSeconds: number;
  readonly findRun: (runId: string) => Promise<Run | null>;
  /** Cancels a function run at Inngest; ignores that Inngest is out of reach. */
  readonly cancelAtInngest: (engineRunId: string) => Promise<void>;
  /** The address of a run in the task console: Inngest's dashboard shows it with the first step. */
  readonly consoleUrl: (runId: string) => string;
  /**
   * Aborted when this process is about to end: steps in progress end early, and so do their invocations. Inngest asks
   * another process for the next step.
   */
  readonly stopping: AbortSignal;
  /** Recovers undispatched and stalled runs. */
  readonly recover: () => Promise<void>;
  /** Dispatches the rest of a run to Inngest as a new event. */
  readonly continueRun: (attempt: Attempt) => Promise<void>;
  readonly maxSlices?: number;
}

/**
 * One Inngest function for each task, triggered by the task's typed event and its cron, and one that records how they
 * ended. Each slice of a run is one step, so that finished slices survive a crash. An invocation executes as many steps
 * as its time allows, so that a short run is one call and none outlives a serverless time limit.
 */
export function createInngestFunctions(tasks: readonly StoredTask[], parts: Parts) {
  const lifecycle = createLifecycleFunction(
    parts.client,
    tasks.map((task) => ({ id: functionId(task), task })),
    parts.triggeredRuns,
  );
  return [...tasks.map((task) => createInngestFunction(task, parts)), lifecycle];
}

function createInngestFunction(task: StoredTask, parts: Parts) {
  const { client, triggeredRuns, recover, consoleUrl, continueRun, maxSlices = MAX_SLICES } = parts;
  return client.createFunction(
    {
      id: functionId(task),
      name: task.title,
      description: task.description,
      triggers: triggersOf(task, parts),
      retries: task.retries.limit,
      concurrency: { limit: 1 },
    },
    async ({ event, step, attempt, maxAttempts, runId: engineRunId }) => {
      const startedAt = performance.now();
      const recorded = await step.run("record the run", async () => {
        const triggered = await triggeredRuns.record(task, { event, engineRunId });
        return triggered.runId === null ? triggered : { ...triggered, console: consoleUrl(triggered.runId) };
      });
      // After the claim, so that an engine that is hard to reach delays no slot. Serverless processes have no ticker
      // for this.
      if (isCron(event)) await step.run("recover other runs", recover);
      if (recorded.runId === null) return { skipped: recorded.reason };
      const { runId } = recorded;
      const tries = { attempt, isLast: attempt + 1 >= (maxAttempts ?? task.retries.limit + 1) };
      let before: ShownSlice | null = null;
      for (let number = 1; number <= maxSlices; number++) {
        const continued: number | null = before === null || attempt > 0 ? null : before.attempt;
        const slice: ShownSlice = await step.run(`slice ${number}`, () =>
          executeSlice(task, parts, { runId, engineRunId, continued, tries, startedAt }),
        );
        if (slice.outcome !== "unfinished") return slice.result;
        // A wait ends the invocation. The slice's result decides, so that every process repeats the same steps.
        if (slice.processStops) await step.sleep(`leave after slice ${number}`, "1s");
        before = slice;
      }
      const rest = { id: runId, attempt: before?.attempt ?? 0 };
      await step.run("continue in another run", () => continueRun(rest));
      return { continued: consoleUrl(runId) };
    },
  );
}

/** A slice as Inngest shows it: the last one has the result of its run. */
interface ShownSlice extends Omit<Slice, "next"> {
  readonly result: Json;
  /** Whether the next slice belongs in another process. */
  readonly processStops?: boolean;
}

interface SliceRequest {
  readonly runId: string;
  readonly engineRunId: string;
  /** The attempt to continue; null starts one. */
  readonly continued: number | null;
  /** Inngest's count of tries. */
  readonly tries: { readonly attempt: number; readonly isLast: boolean };
  /** The start of the invocation, by `performance.now()`. */
  readonly startedAt: number;
}

/**
 * Executes a slice and lets the function run end as the run did: with its result, failed with its error, or canceled.
 * @throws the run's error; Inngest tries again if another attempt is due
 */
async function executeSlice(task: StoredTask, parts: Parts, request: SliceRequest): Promise<ShownSlice> {
  const { runId, engineRunId, continued, tries, startedAt } = request;
  const options = { attempt: continued, isLastAttempt: tries.isLast, ...boundsOf(parts, startedAt) };
  const slice = await parts.executor.executeSlice(runId, options).catch((thrown: unknown) => {
    throw retryError(toRunError(thrown), task.retries, tries.attempt);
  });
  if (slice.outcome === "unfinished") return { ...slice, result: null, processStops: parts.stopping.aborted };
  const run = await parts.findRun(runId);
  if (run?.status === "failed" && run.error) throw finalError(run.error);
  if (run?.status === "canceled") await parts.cancelAtInngest(engineRunId);
  return { ...slice, result: run?.result ?? null };
}

/** A slice has the time left of its invocation. In a stopping process it is short, so that it ends in time. */
function boundsOf(
  { stepSeconds, stopping }: Parts,
  startedAt: number,
): Omit<SliceOptions, "attempt" | "isLastAttempt"> {
  const budgetMs = Math.max(0, startedAt + stepSeconds * 1000 - performance.now());
  return {
    ...(stopping.aborted
      ? { budgetMs: Math.min(budgetMs, STOPPING_BUDGET_MS), shutdown: never }
      : { budgetMs, shutdown: stopping }),
    onShutdown: "next-slice",
  };
}

/** Inngest ids may not hold a slash. */
function functionId(task: StoredTask): string {
  return task.name.replace("/", "-");
}

function triggersOf(task: StoredTask, parts: Parts) {
  const event = eventType(task.name, { schema: dataOf(task) });
  const expression = parts.cronOf(task);
  return expression === null ? [event] : [event, cron(`TZ=${parts.timeZone} ${expression}`)];
}

/** The payload, as the schema of an event's data. An event without data is a call without a payload. */
function dataOf({ payload }: StoredTask) {
  const schema = payload["~standard"];
  return { "~standard": { ...schema, validate: (data: unknown) => schema.validate(data ?? {}) } };
}
