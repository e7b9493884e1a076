"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
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

const ServerNow = createContext<number>(0);

/** Gives the server's `now` (ISO) to the first render, so that the browser's first render equals the server's HTML. */
export function ClockProvider({ now, children }: { readonly now: string; readonly children: ReactNode }) {
  return <ServerNow value={Date.parse(now)}>{children}</ServerNow>;
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

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** All times on the page share one timer, which runs while there are any. */
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

/** Whether the page is interactive: false in the server's HTML and during hydration. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}

const subscribeToNothing = () => () => {};

/** The current time for relative times: the server's until the page is interactive, then the reader's own. */
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

/** The reader's calendar day, as 2026-12-01. The server's HTML uses the guessed zone rather than UTC. */
export function useToday(): string {
  const { now, timeZone, local } = useClock();
  const chosen = useContext(ChosenZone);
  const guessed = useContext(GuessedZone);
  return isoDay(now, local ? timeZone : (chosen ?? guessed));
}
