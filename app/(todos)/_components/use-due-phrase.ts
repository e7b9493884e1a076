"use client";

import { useEffect, useState } from "react";
import { useClock } from "#app/_components/clock.tsx";
import { isoDay } from "#app/_components/time-text.ts";
import type { DueFinder } from "../_data/date-reading.ts";
import type { DuePhrase } from "../_data/due-phrase.ts";

let finder: Promise<DueFinder> | undefined;

/** Loads how the reader's language says dates: once, or again after that failed. */
function loadFinder(): Promise<DueFinder> {
  finder ??= import("../_data/date-reading.ts").then(({ loadDueFinder }) => loadDueFinder(navigator.languages));
  finder.catch(() => {
    finder = undefined;
  });
  return finder;
}

export interface UnderstoodDue {
  /** What was understood and not refused. */
  readonly due: DuePhrase | null;
  /** Leaves the words of this entry as they are typed. */
  refuse(): void;
}

/** Understands when a new todo is due from what is typed. Without its parser, e.g. offline, nothing is understood. */
export function useDuePhrase(text: string): UnderstoodDue {
  const { now, timeZone } = useClock();
  const [find, setFind] = useState<{ readonly due: DueFinder }>();
  const [isRefused, setRefused] = useState(false);
  const isEmpty = text.trim() === "";

  useEffect(() => {
    if (isEmpty) return setRefused(false);
    let isCurrent = true;
    loadFinder().then(
      (due) => isCurrent && setFind({ due }),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [isEmpty]);

  const due = isEmpty || isRefused ? null : (find?.due(text, isoDay(now, timeZone)) ?? null);
  return { due, refuse: () => setRefused(true) };
}
