import { parseArgs } from "node:util";
import type { App } from "#lib/composition/create-app.ts";
import { bulkPreviewSchema } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { taskRunsCancel } from "#lib/tasks/definitions/task-runs-cancel.ts";
import { taskRunsRetry } from "#lib/tasks/definitions/task-runs-retry.ts";
import type { TaskName } from "#lib/tasks/registry.ts";
import type { Output } from "./output.ts";
import { WrongUse } from "./usage.ts";

/** A bulk action of the command line: on all runs that a filter lets through. */
interface BulkAction {
  readonly task: TaskName;
  /** As given; the task's schema parses it. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A confirmed one is run like any task. One that is not confirmed only tells how many runs there are. */
export type BulkCommand = BulkAction &
  (
    | { readonly verb: "unconfirmed" }
    | { readonly verb: "run"; readonly enqueue: false; readonly wait: false; readonly timeoutSeconds: number }
  );

const text = { type: "string" } as const;
const options = {
  status: text,
  task: text,
  trigger: text,
  error: text,
  from: text,
  to: text,
  q: text,
  asOf: text,
  yes: { type: "boolean", default: false },
  json: { type: "boolean" },
} as const;

/** Whether arguments of `retry` or `cancel` name a filter instead of a run. */
export function isBulk(args: readonly string[]): boolean {
  return args.some((arg) => /^--(?:status|task|trigger|error|from|to|q|asOf|yes)\b/.test(arg));
}

/** Reads a filter. @throws {WrongUse} */
export function parseBulk(action: "retry" | "cancel", args: readonly string[]): BulkCommand {
  try {
    const { yes, json: _json, ...payload } = parseArgs({ args: [...args], options }).values;
    const bulk = { task: action === "retry" ? taskRunsRetry.name : taskRunsCancel.name, payload } as const;
    if (!yes) return { verb: "unconfirmed", ...bulk };
    return { verb: "run", ...bulk, enqueue: false, wait: false, timeoutSeconds: 600 };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Counts the runs that a bulk action would act on. */
export async function previewBulk(app: App, { task, payload }: BulkAction, now: Date): Promise<Output> {
  const json = bulkPreviewSchema.parse(await app.tasks.preview(app.tasks.byName(task), payload, now));
  const { count, isComplete, tasks } = json;
  const lines = [
    `${isComplete ? "" : "More than "}${count} ${count === 1 ? "run matches" : "runs match"}. Nothing was done.`,
    ...tasks.map((each) => `  ${each.count}  ${each.task}`),
    "To go on, add --yes.",
  ];
  return { lines, json };
}
