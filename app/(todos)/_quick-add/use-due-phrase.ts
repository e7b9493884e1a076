"use client";

import { useEffect, useState } from "react";
import { useClock } from "#app/_time/clock.tsx";
import { isoDay } from "#app/_time/format-time.ts";
import { lazyValue, useLazy } from "#app/_ui/hydration/lazy.tsx";
import type * as chunk from "./date-reading-chunk.ts";
import type { DuePhrase } from "./due-phrase.ts";

type Chunk = typeof chunk;

/** The parser for the reader's languages, and the components that go with typed text. Loaded when somebody types. */
const dateReading = lazyValue(async () => {
  const { loadDueFinder, ...parts } = await import("./date-reading-chunk.ts");
  return { find: await loadDueFinder(navigator.languages), parts };
});

export interface RecognizedDue {
  /** The due date, unless it was dismissed, and the component that shows it. */
  readonly recognized: { readonly due: DuePhrase; readonly Chip: Chunk["DueChip"] } | null;
  /** The components that go with typed text, once they are loaded. */
  readonly parts: Omit<Chunk, "loadDueFinder"> | undefined;
  /** Keeps the words of this entry as typed. */
  dismiss(): void;
}

/** Recognizes a due date in the text of a new todo. Without the parser, e.g. offline, it recognizes nothing. */
export function useDuePhrase(text: string): RecognizedDue {
  const { now, timeZone } = useClock();
  const isEmpty = text.trim() === "";
  const { value: reading } = useLazy(dateReading, !isEmpty);
  const [isDismissed, setDismissed] = useState(false);
  useEffect(() => {
    if (isEmpty) setDismissed(false);
  }, [isEmpty]);

  const due = isEmpty || isDismissed ? null : (reading?.find(text, isoDay(now, timeZone)) ?? null);
  const recognized = due === null || reading === undefined ? null : { due, Chip: reading.parts.DueChip };
  return { recognized, parts: reading?.parts, dismiss: () => setDismissed(true) };
}
