"use client";

import { useState, useTransition } from "react";
import { flushSync } from "react-dom";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { ConfirmDialog } from "#app/_ui/dialog.tsx";
import { revokeKey } from "./api-key-actions.ts";

/** Asks, then revokes a key. Scripts that use it stop working at once. */
export function RevokeKeyButton({ id, name }: { readonly id: string; readonly name: string }) {
  const [open, setOpen] = useState(false);
  const [pending, startTransition] = useTransition();

  const revoke = () =>
    startTransition(async () => {
      const { error } = await revokeKey(id).catch(() => ({ error: "Check your connection and try again." }));
      // First the dialog gives the focus back: nothing outside of an open one can get it.
      flushSync(() => setOpen(false));
      if (error !== undefined) {
        notices.failed({ id: `revoked-${id}`, text: "The key wasn’t revoked.", detail: error });
        return;
      }
      notices.done({ id: `revoked-${id}`, text: `Revoked “${name}”.` });
      // The pressed button disappears with its key.
      document.getElementById("api-keys")?.focus({ preventScroll: true });
    });

  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Revoke “${name}”?`}
        confirmLabel="Revoke key"
        onConfirm={revoke}
        pending={pending}
      >
        Scripts that use this key lose access to your todos at once. You can create another key at any time.
      </ConfirmDialog>
    </>
  );
}
