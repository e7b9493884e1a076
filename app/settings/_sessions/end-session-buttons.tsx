"use client";

import { useTransition } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { type EndedSessions, endOtherSessions, endSession } from "./session-actions.ts";

/** Signs out another browser. Nothing is lost, so it doesn't ask. */
export function EndSessionButton({ id, device }: { readonly id: string; readonly device: string }) {
  const { pending, end } = useEnding();
  return (
    <Button
      size="sm"
      pending={pending}
      aria-label={`Sign out ${device}`}
      onClick={() => end(() => endSession(id), `Signed out ${device}.`)}
    >
      {pending ? "Signing out…" : "Sign out"}
    </Button>
  );
}

/** Signs out all other browsers. */
export function EndOtherSessionsButton({ count }: { readonly count: number }) {
  const { pending, end } = useEnding();
  const done = count === 1 ? "Signed out the other browser." : `Signed out ${count} other browsers.`;
  return (
    <Button size="sm" pending={pending} onClick={() => end(endOtherSessions, done)}>
      {pending ? "Signing out…" : "Sign out everywhere else"}
    </Button>
  );
}

function useEnding() {
  const [pending, startTransition] = useTransition();
  const end = (action: () => Promise<EndedSessions>, done: string) =>
    startTransition(async () => {
      const { error } = await action().catch(() => ({ error: "Check your connection and try again." }));
      if (error !== undefined) {
        notices.failed({ id: "sessions-ended", text: "Nothing was signed out.", detail: error });
        return;
      }
      notices.done({ id: "sessions-ended", text: done });
      // The pressed button disappears with its session.
      document.getElementById("sessions")?.focus({ preventScroll: true });
    });
  return { pending, end };
}
