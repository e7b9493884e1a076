"use client";

import { useState } from "react";
import { ExactTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { todosText } from "#app/(todos)/format-count.ts";
import type { ImportChoices, ImportPreview } from "#lib/todo-service/import-export/schemas.ts";
import { duplicatesText, fileText, importLabel } from "./format-import.ts";
import { ImportRemarks } from "./import-remarks.tsx";
import { ImportRows } from "./import-rows.tsx";

export interface DataImportPreviewProps {
  readonly preview: ImportPreview;
  readonly pending: boolean;
  readonly onConfirm: (choices: ImportChoices) => void;
  readonly onCancel: () => void;
}

/** Previews an import: the new todos, the losses and changes on the way, and the todos that a cleanup takes again. */
export function DataImportPreview({ preview, pending, onConfirm, onCancel }: DataImportPreviewProps) {
  const [keepCompleted, setKeepCompleted] = useState(false);
  const { newCount, duplicateCount, refusedCount, completed, rows } = preview;
  return (
    <div className="enter grid gap-4 rounded-md bg-sunken p-4 text-sm">
      <div role="status" className="grid gap-1">
        <p>
          <strong className="font-medium">{todosText(newCount)}</strong> {newCount === 1 ? "is" : "are"} new in{" "}
          {fileText(preview)}.
        </p>
        {duplicateCount > 0 && <p className="text-muted">{duplicatesText(duplicateCount)}</p>}
      </div>
      <ImportRemarks preview={preview} />
      {rows.length > 0 && <ImportRows rows={rows} more={newCount - rows.length} />}
      {completed.count > 0 && (
        <CompletedChoice completed={completed} keeps={keepCompleted} onChange={setKeepCompleted} />
      )}
      <div className="flex flex-wrap gap-2">
        {newCount > 0 && (
          <Button
            variant="primary"
            pending={pending}
            onClick={() => onConfirm({ skipRefused: refusedCount > 0, keepCompleted })}
          >
            {pending ? "Starting…" : importLabel(preview)}
          </Button>
        )}
        <Button disabled={pending} onClick={onCancel}>
          {newCount > 0 ? "Cancel" : "Close"}
        </Button>
      </div>
    </div>
  );
}

interface CompletedChoiceProps {
  readonly completed: ImportPreview["completed"];
  readonly keeps: boolean;
  readonly onChange: (keeps: boolean) => void;
}

function CompletedChoice({ completed, keeps, onChange }: CompletedChoiceProps) {
  const { count, expiringCount, firstExpiry } = completed;
  return (
    <div className="grid gap-2">
      <p>
        {todosText(count)} {count === 1 ? "is" : "are"} completed.{" "}
        {firstExpiry !== null && (
          <>
            {expiringCount === 1
              ? "The next cleanup takes one"
              : `The next cleanups take ${expiringCount.toLocaleString("en")}`}{" "}
            from <ExactTime at={firstExpiry} /> on.
          </>
        )}
      </p>
      {firstExpiry !== null && (
        <label className="flex w-fit items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={keeps}
            onChange={({ currentTarget }) => onChange(currentTarget.checked)}
          />
          Keep completed todos: no cleanup takes them
        </label>
      )}
    </div>
  );
}
