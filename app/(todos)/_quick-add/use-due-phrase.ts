"use client";

import { useEffect, useState } from "react";
import { useClock } from "#app/_time/clock.tsx";
import { isoDay } from "#app/_time/format-time.ts";
import { lazyValue, useLazy } from "#app/_ui/lazy.tsx";
import type { DueChip } from "./due-chip.tsx";
import type { DuePhrase } from "./due-phrase.ts";

/** Loaded when somebody types: how the reader's language says dates, and the chip that shows one. */
const dateReading = lazyValue(async () => {
  const { loadDueFinder, DueChip: Chip } = await import("./date-reading-chunk.ts");
  return { find: await loadDueFinder(navigator.languages), Chip };
});

export interface UnderstoodDue {
  /** What was understood and not refused, and what shows it. */
  readonly understood: { readonly due: DuePhrase; readonly Chip: typeof DueChip } | null;
  /** Leaves the words of this entry as they are typed. */
  refuse(): void;
}

/** Understands when a new todo is due from what is typed. Without its parser, e.g. offline, nothing is understood. */
export function useDuePhrase(text: string): UnderstoodDue {
  const { now, timeZone } = useClock();
  const isEmpty = text.trim() === "";
  const { value: reading } = useLazy(dateReading, !isEmpty);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    if (isEmpty) setRefused(false);
  }, [isEmpty]);

  const due = isEmpty || isRefused ? null : (reading?.find(text, isoDay(now, timeZone)) ?? null);
  const understood = due === null || reading === undefined ? null : { due, Chip: reading.Chip };
  return { understood, refuse: () => setRefused(true) };
}
