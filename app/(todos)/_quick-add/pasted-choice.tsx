import { useEffect } from "react";
import { announce } from "#app/_feedback/live-region.tsx";
import { Button } from "#app/_ui/button.tsx";
import { maxPasted, type PastedTodo, todosOfLines, todoWithNotes } from "./pasted-lines.ts";

export interface PastedChoiceProps {
  /** Two lines or more. */
  readonly lines: string;
  /** Adds these; the first one comes first in the list. */
  readonly onAdd: (todos: readonly PastedTodo[]) => void;
  readonly onKeepOneLine: () => void;
}

/** Offers to make several todos of pasted lines, or one with notes. The field holds them as one line meanwhile. */
export function PastedChoice({ lines, onAdd, onKeepOneLine }: PastedChoiceProps) {
  const todos = todosOfLines(lines);
  const single = todoWithNotes(lines);
  const text = `You pasted ${todos.length} lines.`;
  useEffect(() => announce(`${text} Choose below what to make of them.`), [text]);
  return (
    <section aria-label="Pasted lines" className="flex flex-wrap items-center gap-2 px-1.5 py-1.5">
      <p className="min-w-0 flex-1 basis-40 text-sm font-medium">{text}</p>
      {todos.length <= maxPasted && (
        <Button size="sm" onClick={() => onAdd(todos)}>
          Add {todos.length} todos
        </Button>
      )}
      {single !== null && (
        <Button size="sm" onClick={() => onAdd([single])}>
          One with notes
        </Button>
      )}
      <Button variant="ghost" size="sm" onClick={onKeepOneLine}>
        Keep as one line
      </Button>
      {todos.length > maxPasted && (
        <p className="basis-full text-sm text-muted">
          To add more than {maxPasted} at once, save the lines as a file, and import it in the settings.
        </p>
      )}
    </section>
  );
}
