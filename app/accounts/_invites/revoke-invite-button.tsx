"use client";

import { useTransition } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { revokeInvite } from "./invite-actions.ts";

/** Ends an invite: its link stops working. */
export function RevokeInviteButton({ id, who }: { readonly id: string; readonly who: string }) {
  const [pending, startTransition] = useTransition();
  const revoke = () =>
    startTransition(async () => {
      const { error } = await revokeInvite(id).catch(() => ({ error: "Check your connection and try again." }));
      if (error !== undefined) {
        notices.failed({ id: `invite-${id}`, text: "The invite wasn’t revoked.", detail: error });
        return;
      }
      notices.done({ id: `invite-${id}`, text: `Revoked the invite for ${who}.` });
      // The pressed button disappears with its invite.
      document.getElementById("invites")?.focus({ preventScroll: true });
    });
  return (
    <Button size="sm" onClick={revoke} pending={pending} aria-label={`Revoke the invite for ${who}`}>
      Revoke
    </Button>
  );
}
