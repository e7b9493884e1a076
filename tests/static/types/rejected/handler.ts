import { z } from "zod";
import { defineTask } from "#lib/tasks/define-task.ts";
import { unfinished } from "#lib/tasks/task.ts";
import { purgeResultSchema, purgeStateSchema } from "#lib/todo-service/trash/purge-schemas.ts";
import { restoreRunStateSchema } from "#lib/todo-service/trash/restore-run-schemas.ts";

const about = { title: "Export", description: "Writes a list to a file.", progress: z.object({ line: z.int() }) };
const policy = { retries: { limit: 3, delaySeconds: 1 } } as const;
const shape = { payload: z.strictObject({ list: z.string() }), result: z.object({ exportedCount: z.int() }) };

export const wrongResult = defineTask({
  ...{ ...about, ...policy, ...shape },
  name: "list/export",
  run: async () => ({ exported: 1 }), // rejected: TS2322
});

export const noResult = defineTask({
  ...{ ...about, ...policy, ...shape },
  name: "list/export",
  async run() {}, // rejected: TS2322
});

export const misreadPayload = defineTask({
  ...{ ...about, ...policy, ...shape },
  name: "list/export",
  run: async (payload) => ({ exportedCount: payload.lines }), // rejected: TS2339
});

export const misreadProgress = defineTask({
  ...{ ...about, ...policy, ...shape },
  name: "list/export",
  run: async (_payload, { batches }) => ({ exportedCount: batches.saved?.page ?? 0 }), // rejected: TS2339
});

const { progress: _, ...unsaved } = about;
export const saveWithoutProgress = defineTask({
  ...{ ...unsaved, ...policy, ...shape },
  name: "list/export",
  async run(_payload, { batches }) {
    const line = batches.saved?.line ?? 0; // rejected: TS2339
    return { exportedCount: line };
  },
});

export const batchesWithoutProgress = defineTask({
  ...{ ...unsaved, ...policy },
  ...{ payload: z.strictObject({}), result: z.object({ leftCount: z.int() }) },
  name: "list/export",
  async run(_payload, { runId, startedAt, services, batches }) {
    const outcome = await services.todos.restoreRun({ runId, now: startedAt }, batches); // rejected: TS2345
    return outcome.done ? { leftCount: outcome.state.leftCount } : unfinished;
  },
});

const restoring = { payload: z.strictObject({}), result: z.object({ leftCount: z.int() }) };
export const halfDoneAsResult = defineTask({
  ...{ title: "Restore", description: "Restores.", progress: restoreRunStateSchema, ...policy, ...restoring },
  name: "list/export",
  async run(_payload, { runId, startedAt, services, batches }) {
    const outcome = await services.todos.restoreRun({ runId, now: startedAt }, batches);
    return { leftCount: outcome.state.leftCount }; // rejected: TS2339
  },
});

export const deletesByAnyClock = defineTask({
  ...{ title: "Purge", description: "Purges.", progress: purgeStateSchema, result: purgeResultSchema, ...policy },
  payload: z.strictObject({}),
  name: "list/export",
  async run(_payload, { startedAt, services, batches }) {
    const outcome = await services.todos.purgeTrash({ now: startedAt }, batches); // rejected: TS2741
    return outcome.done ? { purgedCount: outcome.state.deletedCount } : unfinished;
  },
});

export const noHandler = defineTask({ ...{ ...about, ...policy, ...shape }, name: "list/export" }); // rejected: TS2345
