import type { ReactNode } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { todosText } from "#app/(todos)/format-count.ts";
import type { ImportPreview } from "#lib/todo-service/import-export/schemas.ts";
import { placeName } from "./format-import.ts";

/** Remarks on a file: refused entries, ignored fields, changed values and guesses. */
export function ImportRemarks({ preview }: { readonly preview: ImportPreview }) {
  const { refused, refusedCount, ignored, changed, changedCount, guess, date } = preview;
  const place = placeName(preview);
  const placed = (line: number, text: string) => ({ key: `${line} ${text}`, place: `${place} ${line}`, text });
  return (
    <>
      {refusedCount > 0 && (
        <Remark
          text={`${todosText(refusedCount)} can’t be read. Correct the file and choose it again, or leave ${refusedCount === 1 ? "it" : "them"} out.`}
          label="Problems in the file"
          items={refused.map(({ line, reason }) => placed(line, reason))}
          count={refusedCount}
          isAlert
        />
      )}
      {ignored.length > 0 && (
        <p>
          Not imported, since Tidy has nothing like it:{" "}
          <strong className="font-medium break-words">{ignored.map((name) => `“${name}”`).join(", ")}</strong>
        </p>
      )}
      {changedCount > 0 && (
        <Remark
          text={`${todosText(changedCount)} can’t be stored as ${changedCount === 1 ? "it is" : "they are"}:`}
          label="Changes to the file"
          items={changed.map(({ line, change }) => placed(line, change))}
          count={changedCount}
        />
      )}
      {guess !== null && (
        <Remark
          text="The file isn’t UTF-8. It is read as Windows-1252, as Excel writes it. Check that these lines look right; if not, save the file as UTF-8."
          label="Lines that depend on the encoding"
          items={guess.lines.map(({ line, text, asUtf8 }) => placed(line, `${text} (not ${asUtf8})`))}
          count={guess.count}
        />
      )}
      {date !== null && (
        <p>
          Dates are read as your language writes them: “{date.given}” is {date.read}.
        </p>
      )}
    </>
  );
}

const shown = 10;

interface RemarkProps {
  readonly text: ReactNode;
  /** The name of the list for screen readers. */
  readonly label: string;
  readonly items: readonly { readonly key: string; readonly place: string; readonly text: string }[];
  /** The number of all entries, of which `items` are the first. */
  readonly count: number;
  readonly isAlert?: boolean;
}

function Remark({ text, label, items, count, isAlert = false }: RemarkProps) {
  const first = items.slice(0, shown);
  return (
    <div className="grid gap-2">
      {isAlert ? <Alert>{text}</Alert> : <p>{text}</p>}
      <ul aria-label={label} className="grid gap-1">
        {first.map(({ key, place, text: said }) => (
          <li key={key} className="min-w-0 break-words">
            <span className="text-muted tabular-nums">{place}:</span> <span dir="auto">{said}</span>
          </li>
        ))}
      </ul>
      {count > first.length && <p className="text-muted">And {(count - first.length).toLocaleString("en")} more.</p>}
    </div>
  );
}
