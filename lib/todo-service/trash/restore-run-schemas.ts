import { z } from "zod";
import { failedRowsSchema } from "#lib/batched-delete/failed-rows.ts";

const count = z.int().min(0);

/** The state that a restore saves with every batch, counted over all its attempts. */
export const restoreRunStateSchema = z.object({
  restoredCount: count,
  batches: count,
  /** Todos that the pass under way left in the trash: locked, or with an id that is in the list already. */
  leftCount: count,
  /** Todos that the database refused to move. */
  failed: failedRowsSchema,
  /** The last id that the pass looked at; null at its start. */
  cursor: z.uuid().nullable(),
  /** The second pass tries the todos once more that the first one left. */
  pass: z.enum(["first", "second", "finished"]),
});
export type RestoreRunState = Readonly<z.output<typeof restoreRunStateSchema>>;

export const initialRestoreRun: RestoreRunState = {
  restoredCount: 0,
  batches: 0,
  leftCount: 0,
  failed: [],
  cursor: null,
  pass: "first",
};

export const restoreRunResultSchema = z.object({
  restoredCount: count,
  /** Todos of the run that stayed in the trash: in use to the end, or with an id that is in the list already. */
  leftCount: count,
  /** Todos that the database refused to move. They stay in the trash. */
  failed: failedRowsSchema,
});
