"use client";

import { useClock, useToday } from "#app/_time/clock.tsx";
import { dueText, exactText } from "#app/_time/format-time.ts";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Badge, type Tone } from "#app/_ui/badge.tsx";
import { classNames } from "#app/_ui/class-names.ts";
import { CalendarIcon, ClockIcon, NotesIcon, PinIcon } from "#app/_ui/icons/icons.tsx";
import { dayMs } from "#lib/days.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { notesSummary } from "../_notes/notes-summary.ts";

const small = "size-3.5";

/**
 * Due date, first line of the notes, and expiry. Beside a completed title, below an open one or where space is short.
 */
export function TodoMeta({ todo }: { readonly todo: Todo }) {
  const hasExpiry = todo.completedAt !== null && (todo.expiresAt !== null || todo.pinned);
  if (todo.dueOn === null && todo.notes === "" && !hasExpiry && !todo.pinned) return null;
  return (
    <div
      className={classNames(
        "-mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 px-1.5 pb-2",
        todo.completedAt !== null && "sm:m-0 sm:max-w-1/2 sm:shrink-0 sm:flex-row-reverse sm:p-0",
      )}
    >
      {todo.completedAt !== null && todo.expiresAt !== null && <Expiry expiresAt={todo.expiresAt} />}
      {todo.pinned && (
        <Badge tone="accent" icon={<PinIcon className={small} />}>
          Pinned
        </Badge>
      )}
      {todo.dueOn !== null && <Due dueOn={todo.dueOn} completed={todo.completedAt !== null} />}
      {todo.notes !== "" && (
        <span className="flex min-w-0 items-center gap-1 text-xs text-muted">
          <NotesIcon className="size-3.5 shrink-0" />
          <span className="sr-only">Notes: </span>
          <span dir="auto" className="truncate">
            {notesSummary(todo.notes)}
          </span>
        </span>
      )}
    </div>
  );
}

const dueTones: Readonly<Record<"overdue" | "today" | "upcoming", Tone>> = {
  overdue: "danger",
  today: "warning",
  upcoming: "neutral",
};

function Due({ dueOn, completed }: { readonly dueOn: string; readonly completed: boolean }) {
  const { locale } = useClock();
  const { text, urgency } = dueText(dueOn, useToday(), locale);
  return (
    <button
      type="button"
      data-shortcut="d"
      aria-haspopup="dialog"
      className="relative flex min-h-6 items-center rounded-full hover:brightness-95 pointer-coarse:min-h-9"
    >
      <Badge tone={completed ? "neutral" : dueTones[urgency]} icon={<CalendarIcon className={small} />}>
        <span className="sr-only">{urgency === "overdue" && !completed ? "Overdue: " : "Due: "}</span>
        {/* Browsers and servers of different age may write a date of the same language a little differently. */}
        <time dateTime={dueOn} title={dueOn} suppressHydrationWarning>
          {text}
        </time>
      </Badge>
    </button>
  );
}

/** Cleanup runs once a day, so an expired todo names the next cleanup instead of a time. */
function Expiry({ expiresAt }: { readonly expiresAt: string }) {
  const clock = useClock();
  const isSoon = Date.parse(expiresAt) - clock.now.getTime() < dayMs;
  return (
    <Badge
      tone={isSoon ? "warning" : "neutral"}
      icon={<ClockIcon className={small} />}
      title={exactText(new Date(expiresAt), clock)}
    >
      <RelativeTime at={expiresAt} prefix="expires" due="with the next cleanup" />
    </Badge>
  );
}
