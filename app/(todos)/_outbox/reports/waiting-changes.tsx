"use client";

import { useSyncExternalStore } from "react";
import type { Outbox } from "../outbox.ts";

export interface WaitingChangesProps {
  readonly outbox: Outbox;
  /** Whether what waits outlives the page. */
  readonly isLasting: () => boolean;
}

/** Tells how many changes the server doesn't have yet, once something keeps them from it. */
export function WaitingChanges({ outbox, isLasting }: WaitingChangesProps) {
  const entries = useSyncExternalStore(outbox.subscribe, outbox.entries, outbox.entries);
  const isOnline = useSyncExternalStore(subscribeToNetwork, hasNetwork, () => true);
  const waiting = entries.flatMap(({ standing }) => (standing.status === "waiting" ? [standing] : []));
  const statuses = new Set(waiting.map(({ trouble }) => trouble?.status));
  const isStuck = waiting.length > 0 && (!isOnline || [...statuses].some((status) => status !== undefined));
  const isSignedOut = statuses.has(401);
  return (
    <p role="status" className="mx-auto max-w-4xl px-3 pb-2 text-sm text-warning empty:hidden sm:px-6">
      {isStuck && (
        <>
          {waiting.length === 1 ? "1 change waits" : `${waiting.length} changes wait`}
          {isSignedOut ? " until you sign in again. " : isOnline ? " for the server." : " for the network."}
          {isSignedOut && (
            <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
              Sign in in a new tab
            </a>
          )}
          {!isLasting() && " Keep this page open: this browser stores nothing for it."}
        </>
      )}
    </p>
  );
}

const hasNetwork = () => navigator.onLine;

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
