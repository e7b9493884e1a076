import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { ImportPreview } from "#lib/todo-service/import-export/schemas.ts";
import { duplicatesText, todosText } from "./format-import.ts";

export interface DataImportPreviewProps {
  readonly preview: ImportPreview;
  /** How the position of a refused todo is called. */
  readonly entryName: "Line" | "Entry";
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Previews an import, with buttons to start or cancel it. A file with refused lines can't be imported. */
export function DataImportPreview({ preview, entryName, pending, onConfirm, onCancel }: DataImportPreviewProps) {
  const { newCount, duplicateCount, refusedCount } = preview;
  return (
    <div className="enter grid gap-4 rounded-md bg-sunken p-4">
      {refusedCount > 0 ? (
        <Refusals preview={preview} entryName={entryName} />
      ) : (
        <div role="status" className="grid gap-1 text-sm">
          <p>
            <strong className="font-medium">{todosText(newCount)}</strong> {newCount === 1 ? "is" : "are"} new
            {preview.sample.length > 0 && `: ${preview.sample.map((title) => `“${title}”`).join(", ")}`}
            {newCount > preview.sample.length ? " and others." : "."}
          </p>
          {duplicateCount > 0 && <p className="text-muted">{duplicatesText(duplicateCount)}</p>}
        </div>
      )}
      <footer className="flex flex-wrap gap-2">
        {refusedCount === 0 && newCount > 0 && (
          <Button variant="primary" pending={pending} onClick={onConfirm}>
            {pending ? "Starting…" : `Import ${todosText(newCount)}`}
          </Button>
        )}
        <Button disabled={pending} onClick={onCancel}>
          {refusedCount === 0 && newCount > 0 ? "Cancel" : "Close"}
        </Button>
      </footer>
    </div>
  );
}

const shownRefusals = 10;

function Refusals({ preview, entryName }: Pick<DataImportPreviewProps, "preview" | "entryName">) {
  const { refused, refusedCount } = preview;
  const shown = refused.slice(0, shownRefusals);
  return (
    <div className="grid gap-3 text-sm">
      <Alert>{todosText(refusedCount)} in this file can’t be imported. Correct the file and choose it again.</Alert>
      <ul aria-label="Problems in the file" className="grid gap-1">
        {shown.map(({ line, reason }) => (
          <li key={line}>
            <span className="text-muted tabular-nums">
              {entryName} {line}:
            </span>{" "}
            {reason}
          </li>
        ))}
      </ul>
      {refusedCount > shown.length && <p className="text-muted">And {refusedCount - shown.length} more.</p>}
    </div>
  );
}
