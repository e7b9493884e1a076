import { type ChangeEvent, useEffect, useRef } from "react";
import { takeEarly } from "#app/_client/take-early.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";

export interface CompleteToggleProps {
  readonly todo: Todo;
  readonly onToggle: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** The round checkbox at the start of a row: 22 px visible, 44 px clickable. */
export function CompleteToggle({ todo, onToggle }: CompleteToggleProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current && takeEarly(box.current).length % 2 === 1) box.current.click();
  }, []);

  return (
    <label className="grid size-11 shrink-0 place-items-center">
      <input
        ref={box}
        type="checkbox"
        data-early
        data-shortcut="c"
        checked={todo.completedAt !== null}
        onChange={onToggle}
        aria-label={`Complete “${todo.title}”`}
        className="peer col-start-1 row-start-1 size-5.5 cursor-pointer appearance-none rounded-full border-2 border-line-strong transition-colors checked:border-accent checked:bg-accent hover:border-accent"
      />
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        className="pointer-events-none col-start-1 row-start-1 size-4 fill-none stroke-accent stroke-[2.5] opacity-0 transition-opacity peer-checked:stroke-on-accent peer-checked:opacity-100 peer-hover:opacity-60 peer-checked:peer-hover:opacity-100"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M6 12.5 10.5 17 18.5 8" />
      </svg>
    </label>
  );
}
