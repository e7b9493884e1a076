"use client";

import { startTransition, useEffect, useState, useSyncExternalStore } from "react";
import { noSubscription } from "./no-subscription.ts";

/**
 * Whether this component takes over HTML of the server, so that its first render must equal it. Never changes. A
 * component that the browser itself adds gets false.
 */
export function useFromServer(): boolean {
  const [mount] = useState(() => ({ isFromServer: false }));
  // Only during hydration does React ask for the server's snapshot. It is kept, since one that differs from the
  // browser's makes React render again at once, in the same task.
  return useSyncExternalStore(
    noSubscription,
    () => mount.isFromServer,
    () => {
      mount.isFromServer = true;
      return true;
    },
  );
}

/** Whether the page is interactive: false in the server's HTML and during hydration. */
export function useHydrated(): boolean {
  const isFromServer = useFromServer();
  const [isHydrated, setHydrated] = useState(!isFromServer);
  useEffect(() => startTransition(() => setHydrated(true)), []);
  return isHydrated;
}
