import { type Ref, type RefObject, useEffect, useEffectEvent, useId, useImperativeHandle } from "react";
import { announce } from "#app/_feedback/live-region.tsx";
import { characterCount } from "#lib/text.ts";
import { titleMaxLength } from "#lib/todo-service/limits.ts";
import type { NewTodo } from "../_outbox/command.ts";
import { OverLimit, overLimitText } from "./over-limit.tsx";
import { PastedChoice } from "./pasted-choice.tsx";
import { todosOfLines } from "./pasted-lines.ts";
import { useDuePhrase } from "./use-due-phrase.ts";
import { usePasted } from "./use-pasted.ts";

/** Makes a todo of the text in the field. Null where it makes none yet, which is said. */
export type ReadText = () => NewTodo | null;

export interface TypedTextProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly reader: Ref<ReadText>;
  readonly onWrite: (text: string) => void;
  /** Adds these, and empties the field. */
  readonly onAdd: (todos: readonly NewTodo[]) => void;
}

/**
 * Previews the text of quick add: shows its due date before anything is saved, the excess of a long title, and the
 * choices for pasted lines. Escape keeps the words as typed.
 */
export function TypedText({ field, text, reader, onWrite, onAdd }: TypedTextProps) {
  const { recognized, dismiss } = useDuePhrase(text);
  const { lines, paste, keepOneLine } = usePasted(text);
  const due = recognized?.due;
  const title = due?.title || text.trim();
  const dueOn = due && { dueOn: due.dueOn };
  const isOver = characterCount(title) > titleMaxLength;
  const id = useId();

  const read: ReadText = () => {
    if (isOver) announce(overLimitText);
    else if (due?.title === "") announce("Add what there is to do, or press Escape to keep the words as the title.");
    else if (title !== "") return { title, ...dueOn };
    return null;
  };
  useImperativeHandle(reader, () => read);

  const keepAsTyped = () => {
    dismiss();
    field.current?.focus();
    announce("No due date: the words stay as typed.");
  };
  const addAll = (todos: readonly NewTodo[]) => {
    onAdd(todos);
    field.current?.focus();
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || (lines === null && recognized === null)) return;
    event.preventDefault();
    if (lines === null) keepAsTyped();
    else keepOneLine();
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const { current } = field;
    const words = event.clipboardData?.getData("text") ?? "";
    if (current === null || todosOfLines(words).length < 2) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = current;
    const all = value.slice(0, selectionStart ?? 0) + words + value.slice(selectionEnd ?? value.length);
    onWrite(paste(all));
  });
  useEffect(() => {
    const { current } = field;
    const listening = new AbortController();
    current?.addEventListener("keydown", onKeyDown, listening);
    current?.addEventListener("paste", onPaste, listening);
    return () => listening.abort();
  }, [field]);

  const isDescribed = isOver || recognized !== null;
  useEffect(() => {
    const { current } = field;
    if (isDescribed) current?.setAttribute("aria-describedby", id);
    else current?.removeAttribute("aria-describedby");
    current?.toggleAttribute("aria-invalid", isOver);
  }, [field, id, isDescribed, isOver]);

  return (
    <>
      {recognized !== null && (
        <recognized.Chip id={isOver ? `${id}-due` : id} due={recognized.due} onDismiss={keepAsTyped} />
      )}
      <div className="order-last basis-full pl-1.5 empty:hidden sm:pl-10.5">
        {lines !== null && (
          <PastedChoice
            lines={lines}
            onAdd={(todos) => addAll(todos.toReversed())}
            onKeepOneLine={() => {
              keepOneLine();
              field.current?.focus();
            }}
          />
        )}
        {lines === null && isOver && (
          <OverLimit id={id} title={title} onSplit={(head, notes) => addAll([{ title: head, notes, ...dueOn }])} />
        )}
      </div>
    </>
  );
}
