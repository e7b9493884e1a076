"use client";

import type { ComponentProps } from "react";
import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import type { Icon } from "#app/_ui/icons/icon.tsx";
import { CalendarIcon, CheckIcon, CloseIcon, PinIcon, TrashIcon } from "#app/_ui/icons/icons.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";

export interface SelectionBarProps {
  readonly selected: readonly Todo[];
  readonly onClear: () => void;
  readonly onComplete: () => void;
  readonly onDue: (button: HTMLElement) => void;
  readonly onPin: () => void;
  readonly onDelete: () => void;
}

/** The actions on the selected todos. Stays in view while the list is scrolled. */
export function SelectionBar({ selected, onClear, onComplete, onDue, onPin, onDelete }: SelectionBarProps) {
  const isAllCompleted = selected.every(({ completedAt }) => completedAt !== null);
  const isAllPinned = selected.every(({ pinned }) => pinned);
  return (
    <section
      aria-label="Selection"
      data-at-bottom="bar"
      className="enter fixed inset-x-3 bottom-[max(1rem,env(safe-area-inset-bottom))] z-40 mx-auto flex max-w-140 items-center gap-1 rounded-lg border border-line bg-raised py-2 pr-2 pl-1.5 shadow-overlay sm:gap-2"
    >
      <IconButton icon={CloseIcon} label="Clear selection" tip="Clear selection (Esc)" onClick={onClear} />
      <p className="min-w-0 flex-1 text-sm font-medium tabular-nums">
        {selected.length} <span className="max-sm:sr-only">selected</span>
      </p>
      <Action icon={CheckIcon} onClick={onComplete}>
        {isAllCompleted ? "Reopen" : "Complete"}
      </Action>
      <Action icon={CalendarIcon} aria-haspopup="dialog" onClick={({ currentTarget }) => onDue(currentTarget)}>
        Due
      </Action>
      <Action icon={PinIcon} onClick={onPin}>
        {isAllPinned ? "Unpin" : "Pin"}
      </Action>
      <Action icon={TrashIcon} onClick={onDelete}>
        Delete
      </Action>
    </section>
  );
}

interface ActionProps extends ComponentProps<"button"> {
  readonly icon: Icon;
  readonly children: string;
}

/** A button whose word a narrow page leaves to those who can't see its icon. */
function Action({ icon: Glyph, children, ...rest }: ActionProps) {
  return (
    <Button {...rest} size="sm" title={children} className="max-sm:min-w-11 max-sm:px-2">
      <Glyph className="size-5 sm:size-4" />
      <span className="max-sm:sr-only">{children}</span>
    </Button>
  );
}
