import { z } from "zod";
import type { TaskViews } from "#app/tasks/_views/task-views.tsx";
import { cleanupReceiptSchema } from "#lib/tasks/cleanup-receipt.ts";
import { cleanupPreviewSchema, cleanupStateSchema } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { purgeResultSchema } from "#lib/todo-service/trash/purge-schemas.ts";

const totals = z.object({ total: z.int() });
export const previewThatItCannotRead: TaskViews = { "todo/cleanup": { preview: { schema: totals } } }; // rejected: TS2375
export const resultThatItCannotRead: TaskViews = { "todo/cleanup": { result: { schema: purgeResultSchema } } }; // rejected: TS2375
export const backlogThatItCannotRead: TaskViews = { "todo/cleanup": { backlog: { schema: totals } } }; // rejected: TS2375
export const progressThatItCannotRead: TaskViews = { "todo/import": { progress: { schema: cleanupStateSchema } } }; // rejected: TS2375

export const misreadPreview: TaskViews = {
  "todo/cleanup": {
    preview: {
      schema: cleanupPreviewSchema,
      words: ({ total }) => `${total} todos`, // rejected: TS2339
    },
  },
};

export const misreadResult: TaskViews = {
  "todo/cleanup": {
    result: {
      schema: cleanupReceiptSchema,
      words: ({ purgedCount }) => `${purgedCount} todos`, // rejected: TS2339
    },
  },
};

export const detailsOfAnother: TaskViews = {
  "trash/purge": {
    result: {
      schema: purgeResultSchema,
      Details: ({ value }) => value.deletedCount, // rejected: TS2339
    },
  },
};

export const payloadOfAnother: TaskViews = {
  "todo/cleanup": {
    preview: {
      schema: cleanupPreviewSchema,
      runWith: ({ count }) => ({ count }), // rejected: TS2322
    },
  },
};

export const previewThatItHasNot: TaskViews = { "trash/purge": { preview: { schema: cleanupPreviewSchema } } }; // rejected: TS2375
export const unknownTask: TaskViews = { "todo/cleanse": {} }; // rejected: TS2353
