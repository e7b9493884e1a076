import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { characterCount } from "#lib/text.ts";
import { titleMaxLength } from "#lib/todo-service/limits.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import type { TitleDraft } from "../_drafts/draft.ts";
import { useDraft } from "../_drafts/use-draft.ts";
import { useDuePhrase } from "../_quick-add/use-due-phrase.ts";
import { focusRowOf } from "./row-focus.ts";
import { useHeldPlace } from "./use-held-place.ts";

/** A due date only where one was typed. */
interface EditedTitle {
  readonly title: string;
  readonly dueOn?: string;
  /** The words that did not fit the title, for the notes. */
  readonly rest?: string;
}

interface TitleInputProps {
  /** The todo as it was when the edit began. */
  readonly base: Todo;
  /** The notes as they are now, in front of which words go that do not fit the title. */
  readonly notes: string;
  /** Gets null where nothing changes, and the todo as it was when the typing began, but for its notes. */
  readonly onFinish: (changes: TodoChange | null, byKey: boolean, began: Todo) => void;
}

/**
 * The field of a title. A due date among newly typed words is shown; Escape keeps these words first. Text from an
 * earlier field of the same todo, neither saved nor given up, is there again.
 */
export function TitleInput({ base: opened, notes, onFinish }: TitleInputProps) {
  useHeldPlace(opened);
  const { draft = fresh(opened), write, drop } = useDraft("title", opened);
  const { base, text } = draft;
  const { title } = base;
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
    // The todo may leave a search with its change. Then the next row takes the focus, as from any control.
    if (byKey) focusRowOf(base.id);
    const began = { ...base, notes };
    onFinish(changesOf(began, edited), byKey, began);
    drop();
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
        onChange={(event) => write({ ...draft, text: event.target.value })}
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

const fresh = (base: Todo): TitleDraft => ({ kind: "title", base, text: base.title });

function changesOf(base: Todo, { title, rest, ...due }: EditedTitle): TodoChange | null {
  const trimmed = title.trim();
  if (trimmed === "" || (trimmed === base.title && due.dueOn === undefined)) return null;
  const notes = rest === undefined ? {} : { notes: [rest, base.notes].filter(Boolean).join("\n\n") };
  return { title: trimmed, ...due, ...notes };
}
