import { DomainError } from "#lib/errors.ts";
import type { EnqueueOptions } from "#lib/runner/dispatcher.ts";
import type { TaskClients } from "#lib/runner/task-clients.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import { todoImport } from "#lib/tasks/definitions/todo-import.ts";
import type { FileReader } from "#lib/todo-service/import-export/formats.ts";
import {
  type ImportChoices,
  type ImportPreview,
  type ImportView,
  importProgressSchema,
  importResultSchema,
  type NewImport,
} from "#lib/todo-service/import-export/schemas.ts";
import type { StagedImport } from "#lib/todo-service/import-export/staging/staged-imports.ts";
import { importMaxBytes } from "#lib/todo-service/limits.ts";
import type { TodoService } from "#lib/todo-service/todo-service.ts";
import { createUploadLimit } from "./upload-limit.ts";

type Owner = { readonly id: string };

/** A file that is on its way. */
interface Upload {
  /** The size that it claims to have; null where it claims none. */
  readonly bytes: number | null;
  /** Takes it into memory. */
  read(): Promise<Buffer>;
}

/** Staged imports and the runs of `todo/import` that apply them. */
export interface Imports {
  /**
   * Reads a file and stages its import. One file of an account is read at a time, and two of the largest in a process.
   * @throws {DomainError} `invalid` for a file that can't be read; `too-many-requests` or `unavailable` while no other
   *   file can be taken into memory
   */
  stage(owner: Owner, request: Upload & Omit<NewImport, "file"> & FileReader, now: Date): Promise<ImportPreview>;
  /** The progress of one of the owner's imports. @throws {DomainError} `not-found`, also for another owner's */
  view(owner: Owner, id: string): Promise<ImportView>;
  /**
   * Enqueues a run that applies an import. Does nothing while one is unfinished and once the import is applied; after a
   * failed run it enqueues another. `choices`: default as the file is.
   * @throws {DomainError} `not-found`, or `conflict` when entries of the file were refused and are not to be left out
   */
  apply(
    owner: Owner,
    id: string,
    request: Pick<EnqueueOptions, "trigger" | "requestedBy"> & { readonly choices?: ImportChoices | undefined },
  ): Promise<ImportView>;
}

export function createImports(parts: {
  readonly todos: Pick<TodoService, "stageImport" | "findImport" | "chooseForImport" | "setImportRun">;
  readonly queries: RunQueries;
  readonly tasks: Pick<TaskClients, "todoImport">;
}): Imports {
  const { todos, queries, tasks } = parts;
  const uploads = createUploadLimit();

  const runOf = async ({ runId }: StagedImport) => (runId === null ? null : await queries.find(runId));

  const view = async (owner: Owner, id: string): Promise<ImportView> => {
    const staged = await todos.findImport(owner, id);
    return toView(staged, await runOf(staged));
  };

  return {
    stage(owner, { bytes, read, ...reader }, now) {
      return uploads.admit(owner.id, Math.min(bytes ?? importMaxBytes, importMaxBytes), async () =>
        todos.stageImport(owner, { file: await read(), ...reader }, now),
      );
    },

    view,

    async apply(owner, id, { choices = asFileIs, ...requester }) {
      const staged = await todos.findImport(owner, id);
      if (staged.refusedCount > 0 && !choices.skipRefused) {
        const message =
          "Some of this file can't be read, so nothing was imported. Correct it, or leave that out with “skipRefused”.";
        throw new DomainError("conflict", message);
      }
      const earlier = await runOf(staged);
      const isUnfinished = earlier !== null && !isFinished(earlier);
      if (staged.importedCount !== null || isUnfinished) return toView(staged, earlier);
      await todos.chooseForImport(owner, id, choices);
      // Of two requests at once, the second gets the run of the first.
      const idempotencyKey = `${todoImport.name} ${id} after ${staged.runId ?? "none"}`;
      const run = await tasks.todoImport.enqueue({ importId: id }, { ...requester, idempotencyKey });
      await todos.setImportRun(owner, id, run.id);
      return view(owner, id);
    },
  };
}

const asFileIs: ImportChoices = { skipRefused: false, keepCompleted: false };

/** The run may have succeeded after `staged` was read, so its result counts as well. */
function toView(staged: StagedImport, run: Run | null): ImportView {
  const { id, todoCount } = staged;
  const saved = importProgressSchema.safeParse(run?.progress).data;
  const result = importResultSchema.safeParse(run?.result).data;
  const importedCount = staged.importedCount ?? result?.importedCount ?? null;
  const status = importedCount !== null ? "succeeded" : (run?.status ?? "waiting");
  return {
    id,
    status,
    totalCount: saved?.totalCount ?? todoCount,
    doneCount: saved?.doneCount ?? 0,
    importedCount: importedCount ?? 0,
    duplicateCount: staged.duplicateCount ?? result?.duplicateCount ?? 0,
  };
}
