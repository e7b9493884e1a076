"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";

/** How coarse the clock is: every relative time on the page moves at most this often. */
const tickMs = 15_000;

export interface Clock {
  readonly now: Date;
  /** The reader's time zone; UTC in the server's HTML and until the page is interactive. */
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

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, tickMs / 3);
  return () => clearInterval(timer);
}

const currentTick = () => Math.floor(Date.now() / tickMs) * tickMs;

/** The time to show relative times by: the server's at first, then the reader's own, moving. */
export function useClock(): Clock {
  const serverNow = useContext(ServerNow);
  const now = useSyncExternalStore(subscribe, currentTick, () => serverNow);
  const local = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  return useMemo(
    () => ({
      now: new Date(now),
      timeZone: local ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC",
      locale: local ? undefined : "en",
      local,
    }),
    [now, local],
  );
}

const subscribeToNothing = () => () => {};
