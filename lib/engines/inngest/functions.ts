import { cron, eventType, type Inngest, NonRetriableError } from "inngest";
import type { Part, PartOptions, RunExecutor } from "#lib/runner/executor.ts";
import type { Attempt } from "#lib/task-runs/attempts.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { createEndingsFunction } from "./endings.ts";
import type { Intake } from "./intake.ts";

const never = new AbortController().signal;

/** A call that still reaches a process which is about to end may take this long: less than the process waits for it. */
const FAREWELL_BUDGET_MS = 4_000;

/** A run that isn't done after so many parts goes on in another run at Inngest, which allows each of them 1,000 steps. */
const MOST_PARTS = 500;

interface Parts {
  readonly client: Inngest;
  readonly executor: RunExecutor;
  readonly intake: Intake;
  readonly timeZone: string;
  readonly cronOf: (task: StoredTask) => string | null;
  readonly stepSeconds: number;
  /** The address of a run in the task console: Inngest's dashboard shows it with the run's output. */
  readonly consoleUrl: (runId: string) => string;
  /** Aborted when this process is about to end: steps under way end early, and Inngest asks another process for the next. */
  readonly stopping: AbortSignal;
  /** Hands the rest of a run to Inngest anew. */
  readonly handOn: (attempt: Attempt) => Promise<void>;
  readonly mostParts?: number;
}

/**
 * One Inngest function for each task, triggered by the task's typed event and its cron, and one that hears how they ended. Each
 * part of a run is one step, so that none outlives a serverless time limit and the parts already done survive a crash.
 */
export function createInngestFunctions(tasks: readonly StoredTask[], parts: Parts) {
  const endings = createEndingsFunction(
    parts.client,
    tasks.map((task) => ({ id: functionId(task), task })),
    parts.intake,
  );
  return [...tasks.map((task) => createInngestFunction(task, parts)), endings];
}

function createInngestFunction(task: StoredTask, parts: Parts) {
  const { client, intake, consoleUrl, handOn, mostParts = MOST_PARTS } = parts;
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
      const intaken = await step.run("record the run", () => intake.record(task, { event, engineRunId }));
      if (intaken.runId === null) return { skipped: intaken.reason };
      const { runId } = intaken;
      const isLastAttempt = attempt + 1 >= (maxAttempts ?? task.retries.limit + 1);
      let before: Part | null = null;
      for (let number = 1; number <= mostParts; number++) {
        const goesOnWith: number | null = before === null || attempt > 0 ? null : before.attempt;
        const part: Part = await step.run(`part ${number}`, () =>
          executePart(parts, runId, { attempt: goesOnWith, isLastAttempt }),
        );
        if (part.outcome !== "unfinished") return { runId, outcome: part.outcome, console: consoleUrl(runId) };
        before = part;
      }
      const rest = { id: runId, attempt: before?.attempt ?? 0 };
      await step.run("hand on the rest", () => handOn(rest));
      return { runId, outcome: "handed on", console: consoleUrl(runId) };
    },
  );
}

type AttemptOptions = Pick<PartOptions, "attempt" | "isLastAttempt">;

/** A failed run fails its Inngest run too, at once: the recorder has noted that no attempt is left or would help. */
async function executePart(
  { executor, stepSeconds, stopping }: Parts,
  runId: string,
  options: AttemptOptions,
): Promise<Part> {
  const budgetMs = stepSeconds * 1000;
  const part = await executor.executePart(runId, {
    ...options,
    ...(stopping.aborted
      ? { budgetMs: Math.min(budgetMs, FAREWELL_BUDGET_MS), shutdown: never }
      : { budgetMs, shutdown: stopping }),
    onShutdown: "next-part",
  });
  if (part.outcome === "failed") throw new NonRetriableError(`Run ${runId} failed; its record holds the error.`);
  return part;
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
