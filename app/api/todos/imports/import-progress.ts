import type { App } from "#lib/app.ts";
import { DomainError } from "#lib/errors.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import { todoImport } from "#lib/tasks/definitions/todo-import.ts";
import { type ImportView, importProgressSchema } from "#lib/todo-service/import-export/schemas.ts";
import type { StagedImport } from "#lib/todo-service/import-export/staged-imports.ts";

type Owner = { readonly id: string };

/** How far one of the owner's imports is. @throws {DomainError} `not-found`, also for another owner's. */
export async function viewImport(app: App, owner: Owner, id: string): Promise<ImportView> {
  const staged = await app.todos.findImport(owner, id);
  return toView(staged, staged.runId === null ? null : await app.runs.find(staged.runId));
}

/**
 * Has an import applied by a run of `todo/import`. Again, while one is under way or done, starts no other; after one that
 * failed it starts the next.
 * @throws {DomainError} `not-found`, or `conflict` when entries of the file were refused.
 */
export async function startImport(app: App, user: Owner, id: string, via: "session" | "api-key"): Promise<ImportView> {
  const staged = await app.todos.findImport(user, id);
  if (staged.refusedCount > 0) {
    const message = "Some of this file can't be read, so nothing was imported. Correct it and choose it again.";
    throw new DomainError("conflict", message);
  }
  const before = staged.runId === null ? null : await app.runs.find(staged.runId);
  const goesOn = staged.importedCount !== null || (before !== null && !isFinished(before));
  if (goesOn) return toView(staged, before);
  const run = await app.tasks.todoImport.enqueue(
    { importId: id },
    {
      trigger: via === "session" ? "console" : "api",
      requestedBy: user.id,
      // Of two presses at once the second finds the run of the first.
      idempotencyKey: `${todoImport.name} ${id} after ${staged.runId ?? "none"}`,
    },
  );
  await app.todos.setImportRun(user, id, run.id);
  return await viewImport(app, user, id);
}

function toView(staged: StagedImport, run: Run | null): ImportView {
  const { id, todoCount, importedCount, duplicateCount } = staged;
  const saved = importProgressSchema.safeParse(run?.progress).data;
  const status = importedCount !== null ? "succeeded" : (run?.status ?? "waiting");
  return {
    id,
    status,
    totalCount: saved?.totalCount ?? todoCount,
    doneCount: saved?.doneCount ?? 0,
    importedCount: importedCount ?? 0,
    duplicateCount: duplicateCount ?? 0,
  };
}
