import { z } from "zod";
import type { Json, JsonObject } from "#lib/task-runs/json.ts";
import { parseGivenPayload, parseResult, parseStoredPayload } from "./parse.ts";
import {
  type AnswerSchema,
  type DeletingContext,
  type PreviewContext,
  type ReadContext,
  type RetryPolicy,
  type Task,
  type TaskContext,
  type TaskName,
  type TaskSchedule,
  type Unfinished,
  unfinished,
} from "./task.ts";

/** A schema of what is stored may not transform: what it gave must be what it takes at the next parse. */
type Stored<Schema extends z.ZodType> = z.output<Schema> extends z.input<Schema> ? unknown : never;

/**
 * One unit of background work, whole: its payload, result, schedule, retries and handler. The optional parts are left
 * out where a task has none.
 */
export type TaskDefinition<
  Name extends TaskName,
  Payload extends z.ZodType<JsonObject, JsonObject>,
  Result extends z.ZodType<Json>,
  Progress extends z.ZodType<Json>,
  Preview extends AnswerSchema,
  Backlog extends AnswerSchema,
> = TaskParts<Name, Payload, Result, Progress, Preview, Backlog> & Handling<Payload, Result, Progress>;

interface TaskParts<
  Name extends TaskName,
  Payload extends z.ZodType<JsonObject, JsonObject>,
  Result extends z.ZodType<Json>,
  Progress extends z.ZodType<Json>,
  Preview extends AnswerSchema,
  Backlog extends AnswerSchema,
> {
  readonly name: Name;
  readonly title: string;
  readonly description: string;
  readonly payload: Payload & Stored<Payload>;
  readonly result: Result & Stored<Result>;
  /** The progress that the handler saves between batches. */
  readonly progress?: Progress & Stored<Progress>;
  readonly retries: RetryPolicy;
  readonly schedule?: TaskSchedule<z.output<Payload>>;
  /** Previews a run with this payload, as of now. Changes nothing. */
  readonly preview?: {
    readonly result: Preview;
    readonly run: (payload: z.output<Payload>, context: PreviewContext) => Promise<z.output<Preview>>;
  };
  /** Counts the work that waits for this task. */
  readonly backlog?: {
    readonly result: Backlog;
    readonly run: (context: ReadContext) => Promise<z.output<Backlog>>;
  };
}

type Handler<Payload extends z.ZodType, Result extends z.ZodType, Context> = (
  payload: z.output<Payload>,
  context: Context,
) => Promise<z.output<Result> | Unfinished>;

/** The handler. That of an irreversible task gets the control by which rows are deleted. */
type Handling<Payload extends z.ZodType, Result extends z.ZodType, Progress extends z.ZodType<Json>> =
  | {
      readonly irreversible?: false;
      readonly run: Handler<Payload, Result, TaskContext<z.output<Progress>>>;
    }
  | {
      /** Removes old rows, and runs only while this process's clock is right: a wrong one would misjudge their age. */
      readonly irreversible: true;
      readonly run: Handler<Payload, Result, DeletingContext<z.output<Progress>>>;
    };

/**
 * Declares a task. The compiler holds its functions and its schedule to its schemas. The returned task takes plain JSON
 * and parses it by the same schemas, so that code which only knows its name can call it.
 */
export function defineTask<
  const Name extends TaskName,
  Payload extends z.ZodType<JsonObject, JsonObject>,
  Result extends z.ZodType<Json>,
  Progress extends z.ZodType<Json> = z.ZodNever,
  Preview extends AnswerSchema = z.ZodNever,
  Backlog extends AnswerSchema = z.ZodNever,
>(
  definition: TaskDefinition<Name, Payload, Result, Progress, Preview, Backlog>,
): Task<Name, Payload, Result, Progress, Preview, Backlog> {
  const { preview, backlog, ...others } = definition;
  return {
    ...others,
    async run(payload, context) {
      const { batches } = context;
      // Progress that an older version of the task saved in another form can't be continued: the work starts over.
      const saved = definition.progress ? (z.safeParse(definition.progress, batches.saved).data ?? null) : null;
      const parsed = parseStoredPayload(definition, payload);
      const outcome = definition.irreversible
        ? await definition.run(parsed, { ...context, batches: { ...batches, saved, clockIsRight: true } })
        : await definition.run(parsed, { ...context, batches: { ...batches, saved } });
      return outcome === unfinished ? unfinished : parseResult(definition, outcome);
    },
    ...(preview && {
      preview: {
        result: preview.result,
        run: async (payload, context) =>
          z.parse(preview.result, await preview.run(parseGivenPayload(definition, payload), context)),
      },
    }),
    ...(backlog && {
      backlog: {
        result: backlog.result,
        run: async (context) => z.parse(backlog.result, await backlog.run(context)),
      },
    }),
  };
}
