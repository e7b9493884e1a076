import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { characterCount } from "#lib/text.ts";
import { titleMaxLength } from "#lib/todo-service/limits.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { useDuePhrase } from "../_quick-add/use-due-phrase.ts";

/** A due date only where one was typed. */
interface EditedTitle {
  readonly title: string;
  readonly dueOn?: string;
  /** What did not fit the title, for the notes. */
  readonly rest?: string;
}

interface TitleInputProps {
  /** The todo as it was when the edit began. */
  readonly base: Todo;
  /** Gets null where nothing changes. */
  readonly onFinish: (changes: TodoChange | null, byKey: boolean) => void;
}

/** The field of a title. A due date among newly typed words is shown; Escape keeps these words first. */
export function TitleInput({ base, onFinish }: TitleInputProps) {
  const { title } = base;
  const [text, setText] = useState(title);
  const { recognized, parts, dismiss } = useDuePhrase(text === title ? "" : text);
  const due = recognized?.due;
  const offered = due && due.title !== "" && !title.includes(due.words) ? { ...recognized, due } : null;
  const input = useRef<HTMLInputElement>(null);
  const isFinished = useRef(false);
  const dueId = useId();
  const limitId = useId();
  useEffect(() => input.current?.focus(), []);

  const finish = (edited: EditedTitle, byKey: boolean) => {
    // Finishing by key removes the field, which triggers its blur as well.
    if (isFinished.current) return;
    isFinished.current = true;
    onFinish(changesOf(base, edited), byKey);
  };
  const edited = (): EditedTitle =>
    offered === null ? { title: text } : { title: offered.due.title, dueOn: offered.due.dueOn };
  const isOver = characterCount(edited().title.trim()) > titleMaxLength;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    // Else the same key press would click the button that the focus goes back to.
    event.preventDefault();
    if (event.key === "Enter" && isOver) return;
    if (event.key === "Enter") finish(edited(), true);
    else if (offered === null) finish({ title }, true);
    else dismiss();
  };

  return (
    <>
      <input
        ref={input}
        aria-label="Title"
        aria-describedby={isOver ? limitId : offered === null ? undefined : dueId}
        aria-invalid={isOver || undefined}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => isOver || finish(edited(), false)}
        className="mt-0.5 mb-1.5 h-9 w-full rounded-sm bg-sunken px-1.5 text-base focus-visible:-outline-offset-2"
      />
      {isOver && parts && (
        <parts.OverLimit
          id={limitId}
          title={edited().title.trim()}
          onSplit={(head, rest) => finish({ ...edited(), title: head, rest }, true)}
        />
      )}
      {offered !== null && <offered.Chip id={dueId} due={offered.due} onDismiss={dismiss} />}
    </>
  );
}

function changesOf(base: Todo, { title, rest, ...due }: EditedTitle): TodoChange | null {
  const trimmed = title.trim();
  if (trimmed === "" || (trimmed === base.title && due.dueOn === undefined)) return null;
  const notes = rest === undefined ? {} : { notes: [rest, base.notes].filter(Boolean).join("\n\n") };
  return { title: trimmed, ...due, ...notes };
}
