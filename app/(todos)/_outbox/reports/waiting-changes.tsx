"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { RequestError } from "#app/_client/request-error.ts";
import { changesOptions } from "../../_changes/changes-query.ts";
import type { Outbox } from "../outbox.ts";
import { SignInDialog } from "../session/sign-in-dialog.tsx";
import { type Obstacle, obstacleOf, waitingText } from "./obstacle.ts";

export interface WaitingChangesProps {
  readonly outbox: Outbox;
  /** Whether waiting changes outlive the page. */
  readonly isLasting: () => boolean;
  /** The address of the account that the page was made for. */
  readonly email: string;
  /** Whether passwords are a way to sign in again. */
  readonly takesPasswords: boolean;
  readonly onSignedIn: () => void;
}

/**
 * Tells how many changes the server doesn't have yet, once something holds them up, and offers the next step. Also
 * tells, without any changes, that nobody is signed in, or somebody else.
 */
export function WaitingChanges({ outbox, isLasting, email, takesPasswords, onSignedIn }: WaitingChangesProps) {
  const obstacle = useObstacle(outbox);
  const [isSigningIn, setSigningIn] = useState(false);
  const needsSession = obstacle?.kind === "signed-out" || obstacle?.kind === "other-account";
  const close = () => setSigningIn(false);
  const hasSignedIn = useRef(false);
  useEffect(() => {
    if (needsSession || !hasSignedIn.current) return;
    hasSignedIn.current = false;
    // The button that had the focus is gone.
    if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
  }, [needsSession]);
  return (
    <div
      hidden={obstacle === null}
      className="mx-auto flex max-w-4xl flex-wrap items-center gap-x-4 px-3 pb-2 text-sm sm:px-6"
    >
      <p role="status" className="text-warning">
        {obstacle !== null && waitingText(obstacle)}
        {obstacle !== null &&
          obstacle.count > 0 &&
          !isLasting() &&
          " Keep this page open: this browser stores nothing for it."}
      </p>
      {needsSession && <LineButton onClick={() => setSigningIn(true)}>Sign in as {email}</LineButton>}
      {obstacle?.kind === "other-account" && <LineButton onClick={() => window.location.reload()}>Reload</LineButton>}
      <SignInDialog
        open={isSigningIn && needsSession}
        onClose={close}
        email={email}
        takesPasswords={takesPasswords}
        onSignedIn={() => {
          hasSignedIn.current = true;
          close();
          onSignedIn();
        }}
      />
    </div>
  );
}

function LineButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-6 items-center rounded-sm text-left font-medium wrap-anywhere text-accent underline underline-offset-4 hover:text-accent-strong pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}

/** The reason why changes of this page wait; null if nothing is known to hold them up. */
function useObstacle(outbox: Outbox): Obstacle | null {
  const entries = useSyncExternalStore(outbox.subscribe, outbox.entries, outbox.entries);
  const isOnline = useSyncExternalStore(subscribeToNetwork, hasNetwork, () => true);
  // The list asks for changes every few seconds, and so hears first that its session has ended.
  const { error } = useQuery({ ...changesOptions(), enabled: false });
  return obstacleOf(entries, isOnline, error instanceof RequestError ? error : null);
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
