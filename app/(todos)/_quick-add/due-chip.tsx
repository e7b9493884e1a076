"use client";

import { useEffect } from "react";
import { announce } from "#app/_feedback/live-region.tsx";
import { useClock } from "#app/_time/clock.tsx";
import { isoDay } from "#app/_time/format-time.ts";
import { CalendarIcon, CloseIcon } from "#app/_ui/icons/icons.tsx";
import type { DuePhrase } from "./due-phrase.ts";
import { dayText } from "./format-day.ts";

export interface DueChipProps {
  readonly id: string;
  readonly due: DuePhrase;
  readonly onDismiss: () => void;
}

/** Shows the recognized due date before anything is saved, with a button that dismisses it. */
export function DueChip({ id, due, onDismiss }: DueChipProps) {
  const { now, timeZone, locale } = useClock();
  const day = `Due ${dayText(due.dueOn, isoDay(now, timeZone), locale)}`;
  const text = due.title === "" ? `${day}: add a title` : day;
  useEffect(() => announce(`${text}. Press Escape to keep the words as typed.`), [text]);
  return (
    <div className="enter flex items-center max-sm:order-last max-sm:w-full max-sm:pb-1.5 max-sm:pl-10.5">
      <span className="flex items-center rounded-full bg-accent-soft pl-2.5 text-sm font-medium text-accent">
        <CalendarIcon className="mr-1.5 size-4 shrink-0" />
        <span id={id} className="whitespace-nowrap">
          {text}
        </span>
        <button
          type="button"
          aria-label={`Keep “${due.words}” in the title`}
          title="Keep the words as typed (Esc)"
          // The field keeps the focus: leaving it may save.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onDismiss}
          className="grid h-9 w-11 place-items-center rounded-full hover:text-ink pointer-coarse:h-11"
        >
          <CloseIcon className="size-4" />
        </button>
      </span>
    </div>
  );
}
