import { useEffect } from "react";
import { announce } from "#app/_feedback/live-region.tsx";
import { Button } from "#app/_ui/button.tsx";
import { characterCount } from "#lib/text.ts";
import { titleMaxLength } from "#lib/todo-service/limits.ts";
import { splitTitle } from "#lib/todo-service/split-title.ts";

export interface OverLimitProps {
  readonly id: string;
  /** A title that is too long. */
  readonly title: string;
  /** Gets a title that fits, and the rest for the notes. */
  readonly onSplit: (title: string, rest: string) => void;
}

/** Says what to do with a title that is too long. */
export const overLimitText = `Use at most ${titleMaxLength} characters, or put the rest into the notes.`;

/** Counts the characters of the excess, e.g. "2 characters too many". */
export function excessText(over: number): string {
  return `${over === 1 ? "1 character" : `${over.toLocaleString("en")} characters`} too many`;
}

/**
 * Shows the excess of a title, and offers to put it into the notes. Says so once, when it appears: with each key,
 * nobody could go on typing.
 */
export function OverLimit({ id, title, onSplit }: OverLimitProps) {
  const [head, rest] = splitTitle(title);
  const over = characterCount(title) - titleMaxLength;
  useEffect(() => announce(overLimitText), []);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-1.5 py-1 text-sm">
      <p className="min-w-0 flex-1 basis-60">
        <span id={id} className="font-medium text-danger">
          {excessText(over)}
        </span>
        <span className="line-clamp-2 text-muted">
          …<bdi>{rest}</bdi>
        </span>
      </p>
      <Button
        size="sm"
        // The field keeps the focus: leaving it may save.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onSplit(head, rest)}
      >
        Put the rest into the notes
      </Button>
    </div>
  );
}
