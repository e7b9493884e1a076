import type { BatchControl } from "#lib/batched-delete/batch-control.ts";
import type { ImportProgress } from "#lib/todo-service/import-export/schemas.ts";

/** The control of a run whose progress isn't stored. */
export function importControl(
  options: { signal?: AbortSignal; onSave?: (progress: ImportProgress) => Promise<void> } = {},
) {
  return {
    saved: null,
    signal: options.signal ?? new AbortController().signal,
    budgetMs: Number.POSITIVE_INFINITY,
    save: async (_transaction, progress) => options.onSave?.(progress),
  } satisfies BatchControl<ImportProgress>;
}
