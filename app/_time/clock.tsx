"use client";

import { createContext, type ReactNode, startTransition, useContext, useEffect, useMemo, useState } from "react";
import { isoDay } from "./format-time.ts";

/** The resolution of the clock: relative times on the page change at most this often. */
const tickMs = 15_000;

export interface Clock {
  readonly now: Date;
  /** The time zone that the reader has chosen, or the browser's. UTC until the page is interactive. */
  readonly timeZone: string;
  /** The reader's language for dates. Undefined: the browser's own. */
  readonly locale: string | undefined;
  /** Whether this is the reader's own clock. False in the server's HTML. */
  readonly local: boolean;
}

/** The time and zone of all times on the page: the server's `now`, then the browser's own time and zone. */
interface Tick {
  readonly now: number;
  /** Null until the page is interactive. */
  readonly browserZone: string | null;
}

const CurrentTick = createContext<Tick>({ now: 0, browserZone: null });

const GuessedLocale = createContext("en");

export interface ClockProviderProps {
  /** The server's time (ISO). */
  readonly now: string;
  /** The language that the server assumes for dates: the browser's, as of the last visit. */
  readonly locale: string;
  readonly children: ReactNode;
}

/**
 * Gives the server's `now` and `locale` to the first render, so that the browser's first render equals the server's
 * HTML. Then it ticks: one timer for the whole page, and React may render the changes in several parts.
 */
export function ClockProvider({ now, locale, children }: ClockProviderProps) {
  const [tick, setTick] = useState<Tick>({ now: Date.parse(now), browserZone: null });
  useEffect(() => {
    const update = () => startTransition(() => setTick(nextTick));
    update();
    const timer = setInterval(update, tickMs / 3);
    return () => clearInterval(timer);
  }, []);
  return (
    <GuessedLocale value={locale}>
      <CurrentTick value={tick}>{children}</CurrentTick>
    </GuessedLocale>
  );
}

function nextTick(last: Tick): Tick {
  const now = Math.floor(Date.now() / tickMs) * tickMs;
  if (last.browserZone !== null && last.now === now) return last;
  return { now, browserZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

const ChosenZone = createContext<string | null>(null);

/** The time zone that the reader has chosen. Null: the browser's. */
export function TimeZoneProvider({ zone, children }: { readonly zone: string | null; readonly children: ReactNode }) {
  return <ChosenZone value={zone}>{children}</ChosenZone>;
}

const GuessedZone = createContext("UTC");

/** The zone that the server assumes where none is chosen: the browser's, as of the last visit. */
export function GuessedZoneProvider({ zone, children }: { readonly zone: string; readonly children: ReactNode }) {
  return <GuessedZone value={zone}>{children}</GuessedZone>;
}

/** The current time for relative times: the server's until the page is interactive, then the reader's own. */
export function useClock(): Clock {
  const { now, browserZone } = useContext(CurrentTick);
  const chosenZone = useContext(ChosenZone);
  const guessedLocale = useContext(GuessedLocale);
  return useMemo(() => {
    const local = browserZone !== null;
    return {
      now: new Date(now),
      timeZone: local ? (chosenZone ?? browserZone) : "UTC",
      locale: local ? undefined : guessedLocale,
      local,
    };
  }, [now, browserZone, chosenZone, guessedLocale]);
}

/** The reader's calendar day, as 2026-12-01. The server's HTML uses the guessed zone rather than UTC. */
export function useToday(): string {
  const { now, timeZone, local } = useClock();
  const chosen = useContext(ChosenZone);
  const guessed = useContext(GuessedZone);
  return isoDay(now, local ? timeZone : (chosen ?? guessed));
}
