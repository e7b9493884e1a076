"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import { isoDay } from "./format-time.ts";

/** How coarse the clock is: every relative time on the page moves at most this often. */
const tickMs = 15_000;

export interface Clock {
  readonly now: Date;
  /** The time zone that the reader has chosen, or the browser's; UTC in the server's HTML and until the page is interactive. */
  readonly timeZone: string;
  /** The reader's language for dates; undefined stands for the browser's own. */
  readonly locale: string | undefined;
  /** Whether this is the reader's own clock. False in the server's HTML. */
  readonly local: boolean;
}

const ServerNow = createContext<number>(0);

/** Gives the server's `now` (ISO) to the first render, so that the browser's first render equals the server's HTML. */
export function ClockProvider({ now, children }: { readonly now: string; readonly children: ReactNode }) {
  return <ServerNow value={Date.parse(now)}>{children}</ServerNow>;
}

const ChosenZone = createContext<string | null>(null);

/** The time zone that the reader has chosen; null leaves it to the browser. */
export function TimeZoneProvider({ zone, children }: { readonly zone: string | null; readonly children: ReactNode }) {
  return <ChosenZone value={zone}>{children}</ChosenZone>;
}

const GuessedZone = createContext("UTC");

/** The zone that the server takes the reader to be in, where none is chosen: the browser's, as it was the last time. */
export function GuessedZoneProvider({ zone, children }: { readonly zone: string; readonly children: ReactNode }) {
  return <GuessedZone value={zone}>{children}</GuessedZone>;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all the times on the page, while there are any. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, tickMs / 3);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const currentTick = () => Math.floor(Date.now() / tickMs) * tickMs;

/** Whether the page is interactive: false in the server's HTML and in the render that takes it over. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}

const subscribeToNothing = () => () => {};

/** The time to show relative times by: the server's at first, then the reader's own, moving. */
export function useClock(): Clock {
  const serverNow = useContext(ServerNow);
  const now = useSyncExternalStore(subscribe, currentTick, () => serverNow);
  const chosenZone = useContext(ChosenZone);
  const local = useHydrated();
  return useMemo(
    () => ({
      now: new Date(now),
      timeZone: local ? (chosenZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone) : "UTC",
      locale: local ? undefined : "en",
      local,
    }),
    [now, local, chosenZone],
  );
}

/** The reader's calendar day, as 2026-12-01. Unlike times, it is theirs in the server's HTML too, as well as it can be known. */
export function useToday(): string {
  const { now, timeZone, local } = useClock();
  const chosen = useContext(ChosenZone);
  const guessed = useContext(GuessedZone);
  return isoDay(now, local ? timeZone : (chosen ?? guessed));
}
