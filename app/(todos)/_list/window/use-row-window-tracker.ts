"use client";

import { useEffect, useState } from "react";
import type { RowWindowTracker } from "./row-window-tracker.tsx";

type Tracker = typeof RowWindowTracker;

let loaded: Tracker | null = null;

/** What follows the scrolling in long lists: fetched when there is one, since most have none. */
export function useRowWindowTracker(isNeeded: boolean): {
  readonly Tracker: Tracker | null;
  readonly hasFailed: boolean;
} {
  const [Tracker, setTracker] = useState<Tracker | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!isNeeded) return;
    let isWanted = true;
    const take = (tracker: Tracker) => {
      loaded = tracker;
      if (isWanted) setTracker(() => tracker);
    };
    if (loaded !== null) take(loaded);
    else {
      import("./row-window-tracker.tsx").then(
        (module) => take(module.RowWindowTracker),
        // Then all rows are drawn: slower, but they are there.
        () => isWanted && setFailed(true),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [isNeeded]);
  return { Tracker, hasFailed };
}
