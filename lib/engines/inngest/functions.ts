import { cron, eventType, type Inngest, NonRetriableError } from "inngest";
import type { Attempt } from "#lib/task-runs/attempts.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { RunExecutor, Slice, SliceOptions } from "../engine.ts";
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
  /** The address of a run in the task console: Inngest's dashboard shows it with the run's output. */
  readonly consoleUrl: (runId: string) => string;
  /**
   * Aborted when this process is about to end: steps in progress end early, and Inngest asks another process for the
   * next.
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
 * ended. Each slice of a run is one step, so that no step outlives a serverless time limit and finished slices survive
 * a crash.
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
      const recorded = await step.run("record the run", () => triggeredRuns.record(task, { event, engineRunId }));
      // After the claim, so that an engine that is hard to reach delays no slot. Serverless processes have no ticker
      // for this.
      if (isCron(event)) await step.run("recover other runs", recover);
      if (recorded.runId === null) return { skipped: recorded.reason };
      const { runId } = recorded;
      const isLastAttempt = attempt + 1 >= (maxAttempts ?? task.retries.limit + 1);
      let before: Slice | null = null;
      for (let number = 1; number <= maxSlices; number++) {
        const continued: number | null = before === null || attempt > 0 ? null : before.attempt;
        const slice: Slice = await step.run(`slice ${number}`, () =>
          executeSlice(parts, runId, { attempt: continued, isLastAttempt }),
        );
        if (slice.outcome !== "unfinished") return { runId, outcome: slice.outcome, console: consoleUrl(runId) };
        before = slice;
      }
      const rest = { id: runId, attempt: before?.attempt ?? 0 };
      await step.run("continue in another run", () => continueRun(rest));
      return { runId, outcome: "continued", console: consoleUrl(runId) };
    },
  );
}

type AttemptOptions = Pick<SliceOptions, "attempt" | "isLastAttempt">;

/** A failed run fails its function run at once: no attempt is left, or none would help. */
async function executeSlice(
  { executor, stepSeconds, stopping }: Parts,
  runId: string,
  options: AttemptOptions,
): Promise<Slice> {
  const budgetMs = stepSeconds * 1000;
  const slice = await executor.executeSlice(runId, {
    ...options,
    ...(stopping.aborted
      ? { budgetMs: Math.min(budgetMs, STOPPING_BUDGET_MS), shutdown: never }
      : { budgetMs, shutdown: stopping }),
    onShutdown: "next-slice",
  });
  if (slice.outcome === "failed") throw new NonRetriableError(`Run ${runId} failed; its record holds the error.`);
  return slice;
}

/** Inngest ids may not hold a slash. */
function functionId(task: StoredTask): string {
  return task.name.replace("/", "-");
}

function triggersOf(task: StoredTask, parts: Parts) {
  const event = eventType(task.name, { schema: task.payload });
  const expression = parts.cronOf(task);
  return expression === null ? [event] : [event, cron(`TZ=${parts.timeZone} ${expression}`)];
}
