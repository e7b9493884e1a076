"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useClock, useToday } from "#app/_time/clock.tsx";
import { addDaysTo } from "#app/_time/format-time.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { todosText } from "../format-count.ts";
import { placeBelow } from "./place-below.ts";

/** The todos whose due date is chosen, and the control or row that asks. */
export interface DueRequest {
  readonly todos: readonly Todo[];
  readonly anchor: HTMLElement;
}

export interface DueMenuProps {
  readonly request: DueRequest;
  readonly onClose: () => void;
  /** @param dueOn a day such as 2026-12-01; null for none. */
  readonly onChoose: (dueOn: string | null) => void;
}

/** Offers the days that people choose most, a date, and none. Escape and a click elsewhere close it. */
export function DueMenu({ request, onClose, onChoose }: DueMenuProps) {
  const { todos, anchor } = request;
  const menu = useRef<HTMLDivElement>(null);
  const [first] = todos;
  const current = todos.every(({ dueOn }) => dueOn === first?.dueOn) ? (first?.dueOn ?? null) : null;
  const [date, setDate] = useState(current ?? "");

  useEffect(() => {
    const popover = menu.current;
    if (popover === null) return;
    // The focus returns to the element that has it when the menu opens. Not every browser gives it to a clicked button.
    if (!anchor.contains(document.activeElement)) anchor.focus();
    popover.showPopover();
    placeBelow(anchor, popover);
    popover.querySelector("button")?.focus({ preventScroll: true });
  }, [anchor]);

  const choose = (dueOn: string | null) => {
    // Closes first: the focus is back in the list when the todos move.
    menu.current?.hidePopover();
    onChoose(dueOn);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (date !== "") choose(date);
  };

  return (
    <div
      ref={menu}
      popover="auto"
      role="dialog"
      aria-label={todos.length === 1 ? `Due date of “${first?.title}”` : `Due date of ${todosText(todos.length)}`}
      onToggle={({ newState }) => newState === "closed" && onClose()}
      className="enter absolute inset-auto m-0 w-72 rounded-lg border border-line bg-raised p-1.5 text-ink shadow-overlay"
    >
      <Choices current={current} canClear={todos.some(({ dueOn }) => dueOn !== null)} onChoose={choose} />
      <form onSubmit={submit} className="flex items-end gap-2 border-t border-line p-2">
        <TextField label="Due" type="date" value={date} onChange={(event) => setDate(event.target.value)} />
        <Button type="submit" className="px-3">
          Set
        </Button>
      </form>
    </div>
  );
}

interface ChoicesProps {
  readonly current: string | null;
  readonly canClear: boolean;
  readonly onChoose: (dueOn: string | null) => void;
}

function Choices({ current, canClear, onChoose }: ChoicesProps) {
  const { locale } = useClock();
  const today = useToday();
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  const days = [
    { label: "Today", day: today },
    { label: "Tomorrow", day: addDaysTo(today, 1) },
    { label: "Next week", day: addDaysTo(today, 7) },
  ];
  return (
    <div className="pb-1.5">
      {days.map(({ label, day }) => (
        <button
          key={label}
          type="button"
          aria-pressed={day === current}
          onClick={() => onChoose(day)}
          className="flex min-h-9 w-full items-center justify-between gap-3 rounded-md px-3 text-sm hover:bg-hover aria-pressed:font-semibold pointer-coarse:min-h-11"
        >
          {label}
          <span className="text-muted">{format.format(new Date(day))}</span>
        </button>
      ))}
      {canClear && (
        <button
          type="button"
          onClick={() => onChoose(null)}
          className="flex min-h-9 w-full items-center rounded-md px-3 text-sm hover:bg-hover pointer-coarse:min-h-11"
        >
          No date
        </button>
      )}
    </div>
  );
}
