"use client";

import { useEffect, useState } from "react";
import { useClock } from "#app/_time/clock.tsx";
import { isoDay } from "#app/_time/format-time.ts";
import type { DueFinder } from "./date-reading.ts";
import type { DueChip } from "./due-chip.tsx";
import type { DuePhrase } from "./due-phrase.ts";

interface Understanding {
  readonly find: DueFinder;
  readonly Chip: typeof DueChip;
}

async function load(): Promise<Understanding> {
  const { loadDueFinder, DueChip: Chip } = await import("./lazy-date-reading.ts");
  return { find: await loadDueFinder(navigator.languages), Chip };
}

let understanding: Promise<Understanding> | undefined;

/** Loads how the reader's language says dates, and what shows them: once, or again after that failed. */
function loadUnderstanding(): Promise<Understanding> {
  understanding ??= load();
  understanding.catch(() => {
    understanding = undefined;
  });
  return understanding;
}

export interface UnderstoodDue {
  /** What was understood and not refused, and what shows it. */
  readonly understood: { readonly due: DuePhrase; readonly Chip: typeof DueChip } | null;
  /** Leaves the words of this entry as they are typed. */
  refuse(): void;
}

/** Understands when a new todo is due from what is typed. Without its parser, e.g. offline, nothing is understood. */
export function useDuePhrase(text: string): UnderstoodDue {
  const { now, timeZone } = useClock();
  const [loaded, setLoaded] = useState<Understanding>();
  const [isRefused, setRefused] = useState(false);
  const isEmpty = text.trim() === "";

  useEffect(() => {
    if (isEmpty) return setRefused(false);
    let isCurrent = true;
    loadUnderstanding().then(
      (ready) => isCurrent && setLoaded(ready),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [isEmpty]);

  const due = isEmpty || isRefused ? null : (loaded?.find(text, isoDay(now, timeZone)) ?? null);
  const understood = due === null || loaded === undefined ? null : { due, Chip: loaded.Chip };
  return { understood, refuse: () => setRefused(true) };
}
