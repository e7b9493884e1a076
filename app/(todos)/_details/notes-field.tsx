"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "#app/_ui/button.tsx";
import { lazyValue, useLazy } from "#app/_ui/hydration/lazy.tsx";
import { TextArea } from "#app/_ui/text-field.tsx";
import { characterCount } from "#lib/text.ts";
import { notesMaxLength } from "#lib/todo-service/limits.ts";
import { excessText } from "../_quick-add/over-limit.tsx";

const markdown = lazyValue(() => import("../_notes/markdown.tsx"));

const markdownHint = "Supports Markdown: **bold**, - lists, - [ ] checkboxes, links.";
const tooLongText = `Use at most ${notesMaxLength.toLocaleString("en")} characters: shorten the notes to save them.`;

export interface NotesFieldProps {
  /** The notes as they are saved. */
  readonly saved: string;
  /** The notes being edited; null while they are only shown. */
  readonly draft: string | null;
  readonly onChange: (draft: string) => void;
  /** Gets the notes after a checkbox was clicked, to be saved at once. */
  readonly onSwitch: (notes: string) => void;
}

/** Shows notes as Markdown, and edits them as plain text. Empty notes can be edited at once. */
export function NotesField({ saved, draft, onChange, onSwitch }: NotesFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const hasPressedEdit = useRef(false);
  const labelId = useId();
  useEffect(() => {
    if (draft === null || !hasPressedEdit.current) return;
    hasPressedEdit.current = false;
    area.current?.focus();
    area.current?.setSelectionRange(draft.length, draft.length);
  }, [draft]);

  if (draft !== null) {
    const over = excessOf(draft);
    return (
      <TextArea
        ref={area}
        label="Notes"
        value={draft}
        dir="auto"
        // Announced when it appears. With the count in it, it would be with each key.
        error={over > 0 ? tooLongText : undefined}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Anything worth remembering"
        hint={over > 0 ? `${excessText(over)}.` : markdownHint}
      />
    );
  }
  const edit = () => {
    hasPressedEdit.current = true;
    onChange(saved);
  };
  return (
    <section aria-labelledby={labelId} className="grid gap-1.5">
      <header className="flex min-h-9 items-center justify-between gap-2">
        <span id={labelId} className="text-sm font-medium">
          Notes
        </span>
        <Button variant="ghost" size="sm" onClick={edit} className="-my-1 -mr-3">
          Edit notes
        </Button>
      </header>
      <NotesText text={saved} onSwitch={onSwitch} />
    </section>
  );
}

/** The number of characters that are too many for the server. */
export function excessOf(draft: string): number {
  return Math.max(0, characterCount(draft) - notesMaxLength);
}

/** Plain text until the code that renders Markdown is loaded, and where that fails. */
function NotesText({ text, onSwitch }: { readonly text: string } & Pick<NotesFieldProps, "onSwitch">): ReactNode {
  const { value: loaded } = useLazy(markdown);
  return (
    <div className="text-sm" dir="auto">
      {loaded === undefined ? (
        <p className="whitespace-pre-wrap">{text}</p>
      ) : (
        <loaded.Markdown text={text} onSwitch={onSwitch} />
      )}
    </div>
  );
}
